package hewn.serving.oip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.inference.ModelId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.serving.FakeInference;
import hewn.serving.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RepositoryExtensionTest {
    private static final ModelId NEW = new ModelId("new", 2);
    private static final String LOAD = "/v2/repository/models/new/load";

    private final FakeDeployments deployments = new FakeDeployments();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.of(
                FakeInference.halfPlusThree(),
                deployments,
                new FakeRepository(List.of(new ModelId("new", 1), NEW, new ModelId("broken", 1))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> load(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(LOAD)).POST(BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.client().sendAsync(request.build(), BodyHandlers.ofString());
    }

    @Test
    void listsEveryVersionThatIsKnown() throws Exception {
        deployments.enter(1, NEW, GenerationState.SHIPPING, Optional.empty());
        JsonNode index = new ObjectMapper()
                .readTree(server.post("/v2/repository/index", "").body());

        assertThat(index)
                .extracting(entry -> entry.get("name").asText() + " "
                        + entry.get("version").asText() + " "
                        + entry.get("state").asText())
                .containsExactly(
                        "broken 1 UNAVAILABLE", "half_plus_three 123 READY", "new 1 UNAVAILABLE", "new 2 LOADING");
        assertThat(new ObjectMapper()
                        .readTree(server.post("/v2/repository/index", "{\"ready\":true}")
                                .body()))
                .hasSize(1);
    }

    @Test
    void answersALoadWhenTheLatestVersionServes() throws Exception {
        CompletableFuture<HttpResponse<String>> response = load();
        deployments.awaitWatch();
        deployments.enter(1, NEW, GenerationState.VERIFYING, Optional.empty());
        assertThat(response).isNotDone();

        deployments.enter(1, NEW, GenerationState.SERVING, Optional.empty());

        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(deployments.listeners()).isZero();
    }

    @Test
    void awaitsTheNewerOrderThatTookItsPlace() throws Exception {
        CompletableFuture<HttpResponse<String>> response = load();
        deployments.awaitWatch();
        deployments.enter(2, NEW, GenerationState.PLANNED, Optional.empty());
        deployments.enter(
                1, NEW, GenerationState.FAILED, Optional.of(new Failure("CANCELLED", "2 took its place", "None.")));
        assertThat(response).isNotDone();

        deployments.enter(2, NEW, GenerationState.SERVING, Optional.empty());
        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsWhyALoadFailed() throws Exception {
        CompletableFuture<HttpResponse<String>> response = load();
        deployments.awaitWatch();
        deployments.enter(
                1, NEW, GenerationState.FAILED, Optional.of(new Failure("NO_PLACEMENT", "no device", "Bring one.")));

        assertThat(response.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
        assertThat(response.get().body()).contains("failed to load 'new': no device. Bring one.");
    }

    @Test
    void doesNotWaitForALoadLongerThanTheClientDoes() throws Exception {
        HttpResponse<String> response = load("X-Request-Timeout", "50ms").get(10, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(deployments.listeners()).isZero();
    }

    @Test
    void refusesToLoadWhatIsBrokenOrUnknown() throws Exception {
        assertThat(server.post("/v2/repository/models/foo/load", "").statusCode())
                .isEqualTo(404);
        HttpResponse<String> broken = server.post("/v2/repository/models/broken/load", "");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("saved_model.pb: it is broken. Mend it.");
    }

    @Test
    void unloads() throws Exception {
        deployments.enter(1, NEW, GenerationState.SERVING, Optional.empty());

        assertThat(server.post("/v2/repository/models/new/unload", "").statusCode())
                .isEqualTo(200);
        assertThat(server.post("/v2/repository/models/new/unload", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void loadsAndUnloadsAgainWhateverTheKey() throws Exception {
        String[] key = {"Idempotency-Key", "k"};
        for (int i = 0; i < 2; i++) {
            deployments.enter(1, NEW, GenerationState.SERVING, Optional.empty());
            assertThat(server.post("/v2/repository/models/new/unload", "", key).statusCode())
                    .isEqualTo(200);
        }
        assertThat(server.post("/v2/repository/models/new/unload", "", key).statusCode())
                .isEqualTo(404);
        for (int i = 0; i < 2; i++) {
            load("Idempotency-Key", "k", "X-Request-Timeout", "50ms").get(10, TimeUnit.SECONDS);
        }
        assertThat(deployments.generations()).hasSize(2);
    }

    @Test
    void changesNothingForClientsUnlessToldTo() throws Exception {
        try (TestServer safe =
                TestServer.of(FakeInference.halfPlusThree(), deployments, new FakeRepository(List.of(NEW)), false)) {
            for (String action : List.of("load", "unload")) {
                HttpResponse<String> response = safe.post("/v2/repository/models/new/" + action, "");
                assertThat(response.statusCode()).isEqualTo(501);
                assertThat(response.body()).contains("does not " + action + " models for everyone");
            }
            assertThat(deployments.generations()).isEmpty();
        }
    }

    @Test
    void saysSoWhereNothingDeploys() throws Exception {
        try (TestServer alone = TestServer.of(FakeInference.halfPlusThree())) {
            for (String action : List.of("load", "unload")) {
                HttpResponse<String> response = alone.post("/v2/repository/models/m/" + action, "");
                assertThat(response.statusCode()).isEqualTo(501);
                assertThat(response.body()).contains("can't " + action + " models");
            }
            assertThat(alone.post("/v2/repository/index", "").body()).contains("half_plus_three");
        }
    }

    @Test
    void tellsTensorFlowServingClientsToo() throws Exception {
        deployments.enter(1, NEW, GenerationState.SHIPPING, Optional.empty());

        assertThat(server.get("/v1/models/new").body()).contains("\"LOADING\"");
        assertThat(server.get("/v1/models/broken").statusCode()).isEqualTo(404);
    }
}
