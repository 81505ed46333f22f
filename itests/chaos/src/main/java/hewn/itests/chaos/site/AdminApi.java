package hewn.itests.chaos.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The gateway's admin API, as far as faults need it. */
public final class AdminApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI gateway;
    private final Path data;

    AdminApi(URI gateway, Path data) {
        this.gateway = gateway;
        this.data = data;
    }

    /**
     * What the gateway answered.
     *
     * @param status of HTTP
     * @param body the JSON
     */
    public record Reply(int status, JsonNode body) {}

    /**
     * Reads.
     *
     * @param path below {@code /api/v1}
     * @return the answer
     * @throws IOException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    public Reply get(String path) throws IOException, InterruptedException {
        return send(request("/api/v1" + path));
    }

    /**
     * Posts JSON.
     *
     * @param path below {@code /api/v1}
     * @param body the JSON
     * @return the answer
     * @throws IOException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    public Reply post(String path, String body) throws IOException, InterruptedException {
        return send(request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Reads server-sent events.
     *
     * @param path below {@code /api/v1}
     * @return each line as it comes; to be closed
     * @throws IOException if there is no answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Stream<String> events(String path) throws IOException, InterruptedException {
        return client.send(request("/api/v1" + path).build(), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    /** Uploads the folder of one version. */
    Reply upload(String model, int version, Path folder) throws IOException, InterruptedException {
        return send(request("/api/v1/models/" + model + "/versions/" + version)
                .header("Content-Type", "application/zip")
                .PUT(BodyPublishers.ofByteArray(zip(folder))));
    }

    /**
     * What the gateway's health checks say.
     *
     * @return the answer
     * @throws IOException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    public Reply health() throws IOException, InterruptedException {
        return send(request("/system/health"));
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String token = Files.readString(data.resolve("admin.token")).strip();
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return new Reply(
                response.statusCode(),
                json
                        ? MAPPER.readTree(response.body())
                        : MAPPER.getNodeFactory().textNode(response.body()));
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }
}
