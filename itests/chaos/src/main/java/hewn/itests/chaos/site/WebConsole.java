package hewn.itests.chaos.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The gateway's web console, as far as it tells of bundles. */
public final class WebConsole {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final GatewayProcess gateway;

    WebConsole(GatewayProcess gateway) {
        this.gateway = gateway;
    }

    /**
     * Which version of a bundle runs.
     *
     * @param name its symbolic name
     * @return the version; empty if it does not run at this moment
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<String> runningVersion(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        gateway.http().resolve("/system/console/bundles/" + name + ".json"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + credentials())
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode bundle = MAPPER.readTree(response.body()).path("data").path(0);
        return Optional.of(bundle.path("version").asText())
                .filter(version -> bundle.path("state").asText().equals("Active"));
    }

    private String credentials() throws IOException {
        String password =
                Files.readString(gateway.data().resolve("console.password")).strip();
        return Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
