package hewn.itests.system;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.GatewayProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a gateway first. */
final class FrontDoorIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayProcess(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theRootNamesTheWaysInAndTheStatusTellsWhatIsNotWell() throws Exception {
        HttpResponse<String> root = get("/");
        assertThat(root.statusCode()).isEqualTo(200);
        assertThat(root.body())
                .contains("/system/console", "/v1", "/v2", "/api/v1")
                .contains(
                        "Health: <strong>WARN</strong>, 0 devices online",
                        "No device is online",
                        "No model serves yet");
        HttpResponse<String> nothing = get("/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).startsWith("{\"error\":\"there is nothing at /nothing\"");
        assertThat(get("/system/health.txt").body()).isEqualTo("WARN");
        assertThat(get("/system/console").statusCode()).isEqualTo(401);
        assertThat(get("/v2").statusCode()).isEqualTo(200);
        assertThat(gateway.hewn("status").output()).containsPattern("health +WARN: Devices online; see http");
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.http().resolve(path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
