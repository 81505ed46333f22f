package hewn.admin.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import hewn.graph.StatedExit;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.placement.Objective;
import hewn.tensor.Digest;
import hewn.wire.DeviceMetrics;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminServletTest {
    @TempDir
    private Path data;

    private AdminApi api;

    @BeforeEach
    void start() throws Exception {
        api = new AdminApi(data);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void hearsOfTheConnectionUntilItIsStopped() throws Exception {
        assertThat(api.get("/status").json().get("brokerConnected").asBoolean()).isTrue();
        api.gateway.channel.lose();
        assertThat(api.get("/status").json().get("brokerConnected").asBoolean()).isFalse();
        api.servlet.stop();
        assertThat(api.gateway.channel.isHeard()).isFalse();
    }

    @Test
    void refusesWhoHasNoTokenOrAnother() throws Exception {
        assertThat(api.send(api.bare("/status")).status()).isEqualTo(401);
        assertThat(api.send(api.bare("/nothing")).status()).isEqualTo(401);
        AdminApi.Reply wrong = api.send(api.bare("/status").header("Authorization", "Bearer wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("remedy").asText()).contains("admin.token");
    }

    @Test
    void keepsTheTokenFromEveryoneButItsOwner() throws Exception {
        assertThat(Files.getPosixFilePermissions(data.resolve("admin.token")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void tellsWhatTheGatewayIs() throws Exception {
        JsonNode status = api.get("/status").json();
        assertThat(status.get("version").asText()).isEqualTo("1.2.3");
        assertThat(status.get("site").asText()).isEqualTo("lab");
        assertThat(status.get("brokerConnected").asBoolean()).isTrue();
        assertThat(status.get("strategies")).hasSize(2);
        assertThat(api.get("/strategies").json().get("strategies").get(0).asText())
                .isEqualTo("even-split");
    }

    @Test
    void tellsWhichJarsOfTheLoadFolderAreOfNoUse() throws Exception {
        assertThat(api.get("/strategies").json().get("unusable").get(0).asText())
                .isEqualTo("'load/broken.jar' is not used: it is no jar");
    }

    @Test
    void listsDevicesWithTheirMetricsWhereThereAreSome() throws Exception {
        api.gateway.devices.add(new Device(new DeviceId("camera-1"), "pi", 4, 1 << 20, 1e9, "127.0.0.1:7000"));
        api.gateway.devices.add(new Device(new DeviceId("camera-2"), "pi", 4, 1 << 20, 1e9, "127.0.0.1:7001"));
        api.gateway.metrics.put(
                new DeviceId("camera-1"),
                new DeviceMetrics(
                        "s",
                        9,
                        0.5,
                        123,
                        456,
                        List.of(new DeviceMetrics.StageMetrics(
                                1, new Digest(Generations.DIGEST), 5, 0, 1, 1500, 1400))));
        JsonNode devices = api.get("/devices").json().get("devices");
        assertThat(devices.get(0).at("/metrics/slices/0/computeSeconds").asDouble())
                .isEqualTo(0.0015);
        assertThat(devices.get(1).has("metrics")).isFalse();
    }

    @Test
    void listsLinksByTheirEnds() throws Exception {
        DeviceId camera = new DeviceId("camera-1");
        Duration age = Duration.ofSeconds(12);
        api.gateway.links.add(new Link(DeviceId.GATEWAY, camera, 1e7, Duration.ofNanos(800_000), age, 0.5));
        api.gateway.links.add(new Link(camera, DeviceId.GATEWAY, 2e7, Duration.ofMillis(1)));
        assertThat(api.get("/links").json().get("links").toString()).isEqualTo("""
                [{"from":"camera-1","to":"gateway","bandwidthBytesPerSecond":2.0E7,"latencySeconds":0.001,\
                "ageSeconds":0.0,"confidence":1.0},\
                {"from":"gateway","to":"camera-1","bandwidthBytesPerSecond":1.0E7,"latencySeconds":8.0E-4,\
                "ageSeconds":12.0,"confidence":0.5}]""");
    }

    @Test
    void addsAModelWhereverItsGraphLiesInTheArchive() throws Exception {
        assertThat(api.put("/models/m/versions/3", Zips.model("")).status()).isEqualTo(201);
        AdminApi.Reply next =
                api.put("/models/m/versions/next", Zips.of(Map.of("export/1/saved_model.pb", new byte[] {7})));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.json().get("version").asLong()).isEqualTo(4);
        assertThat(next.json().at("/signatures/0/inputs/0/shape").toString()).isEqualTo("[-1,4]");
        assertThat(api.get("/models").json().at("/models/0/versions")).hasSize(2);
        assertThat(api.get("/models/m/versions/3")
                        .json()
                        .at("/signatures/0/layers")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void keepsTheVersionOfAModelThatComesAgainUnchanged() throws Exception {
        api.put("/models/m/versions/3", Zips.model(""));

        AdminApi.Reply again = api.put("/models/m/versions/next", Zips.model("export/1/"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("version").asLong()).isEqualTo(3);
    }

    @Test
    void leavesNothingOfAnUploadBehind() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.put("/models/m/versions/2", Zips.of(Map.of("saved_model.pb", new byte[9], "../x", new byte[1])));
        try (Stream<Path> left = Files.list(data.resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
        assertThat(data.resolve("x")).doesNotExist();
    }

    @Test
    void passesOnWhyAModelIsRefused() throws Exception {
        api.gateway.refusal = Optional.of(new ModelException("node 'w'", "writes files", "do not"));
        AdminApi.Reply refused = api.put("/models/m/versions/1", Zips.model(""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).isEqualTo("node 'w': writes files");
        assertThat(refused.json().get("remedy").asText()).isEqualTo("do not");
    }

    @Test
    void callsAnotherModelUnderTheSameVersionAConflict() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        assertThat(api.put("/models/m/versions/1", Zips.of(Map.of("saved_model.pb", new byte[] {7})))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void tellsInHeadersHowARequestWouldBeTaken() throws Exception {
        assertThat(api.send(api.bare("/status"), BodyHandlers.discarding())
                        .headers()
                        .firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"Hewn gateway\"");
        assertThat(api.send(
                                api.request("/models/m/versions/1").method("PATCH", BodyPublishers.noBody()),
                                BodyHandlers.discarding())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("GET, PUT, DELETE");
    }

    @Test
    void refusesBadNamesVersionsTypesAndMethods() throws Exception {
        assertThat(api.put("/models/.m/versions/1", Zips.model("")).status()).isEqualTo(400);
        assertThat(api.put("/models/m/versions/0", Zips.model("")).status()).isEqualTo(400);
        assertThat(api.put("/models/m/versions/x", Zips.model("")).error()).contains("'x'");
        assertThat(api.send(api.request("/deployments").POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
        assertThat(api.send(api.request("/status").DELETE()).status()).isEqualTo(405);
        assertThat(api.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void removesAModelUnlessItIsDeployed() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        assertThat(api.delete("/models/m/versions/1").status()).isEqualTo(409);
        assertThat(api.delete("/deployments/m").status()).isEqualTo(204);
        assertThat(api.delete("/models/m/versions/1").status()).isEqualTo(204);
        assertThat(api.delete("/models/m/versions/1").status()).isEqualTo(404);
    }

    @Test
    void rollsBackToTheFormerDeployment() throws Exception {
        assertThat(api.post("/deployments/m/rollback", "").status()).isEqualTo(404);
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        AdminApi.Reply refused = api.post("/deployments/m/rollback", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.error()).contains("nothing to go back to");
        api.gateway.former = Optional.of(new ModelId("m", 1));
        AdminApi.Reply begun = api.post("/deployments/m/rollback", "");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("generation").asLong()).isEqualTo(2);
    }

    @Test
    void triesACanaryAndPromotesIt() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        assertThat(api.post("/deployments/m/promote", "").status()).isEqualTo(409);
        String order = "{\"model\":\"m\",\"canary\":{\"share\":0.1,\"slowdown\":3}}";
        AdminApi.Reply begun = api.post("/deployments", order);
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("label").asText()).isEqualTo("canary");
        assertThat(begun.json().get("share").asDouble()).isEqualTo(0.1);
        assertThat(api.gateway.trials).containsExactly(new CanaryTerms(0.1, 50, 0.01, 3));
        AdminApi.Reply promoted = api.post("/deployments/m/promote", "");
        assertThat(promoted.status()).isEqualTo(200);
        assertThat(promoted.json().get("generation").asLong()).isEqualTo(2);
    }

    @Test
    void endsACanaryAndNothingElse() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        api.post("/deployments", "{\"model\":\"m\",\"canary\":{\"share\":0.1}}");
        AdminApi.Reply ended = api.delete("/deployments/m/canary");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().get("generation").asLong()).isEqualTo(2);
        assertThat(api.delete("/deployments/m/canary").status()).isEqualTo(404);
    }

    @Test
    void rollsBackOnlyWhatItIsToldTo() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        api.gateway.former = Optional.of(new ModelId("m", 1));
        assertThat(api.post("/deployments/m/rollback?replaces=7", "").status()).isEqualTo(409);
        assertThat(api.post("/deployments/m/rollback?replaces=x", "").error()).contains("replaces 'x'");
        assertThat(api.post("/deployments/m/rollback?replaces=1", "").status()).isEqualTo(202);
    }

    @Test
    void refusesACanaryOutOfItsRange() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"canary\":{}}").error())
                .contains("'share'");
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"canary\":{\"share\":10}}")
                        .error())
                .contains("from 0 to 1", "10");
        assertThat(api.gateway.trials).isEmpty();
    }

    @Test
    void saysThatARemovedVersionWasTheOneToGoBackTo() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.gateway.former = Optional.of(new ModelId("m", 1));
        AdminApi.Reply removed = api.delete("/models/m/versions/1");
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json().get("warning").asText()).contains("hewn rollback m");
    }

    @Test
    void deploysTheLatestVersionIfNoneIsNamed() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.put("/models/m/versions/12", Zips.model(""));
        AdminApi.Reply begun = api.post("/deployments", "{\"model\":\"m\"}");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("generation").asLong()).isEqualTo(1);
        assertThat(api.gateway.requests.get(0)).isEqualTo(DeploymentRequest.of(new ModelId("m", 12)));
    }

    @Test
    void refusesEarlyExitsThatMakeNoSense() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        assertThat(refusedExits("[{\"at\": \"dense\", \"probability\": 1.5}]"))
                .contains("'dense' must be from 0 to 1, but is 1.5");
        assertThat(refusedExits("[{\"at\": \"a\", \"probability\": 0.7}, {\"at\": \"b\", \"probability\": 0.7}]"))
                .contains("add up to 1 at most, but to 1.4");
        assertThat(refusedExits("[{\"at\": \"a\"}]")).contains("'probability'");
        assertThat(api.gateway.requests).isEmpty();
    }

    private String refusedExits(String exits) throws Exception {
        AdminApi.Reply reply = api.post("/deployments", "{\"model\": \"m\", \"exits\": " + exits + "}");
        assertThat(reply.status()).isEqualTo(400);
        return reply.error();
    }

    @Test
    void handsOnEveryFieldOfAnOrder() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", """
                {"model": "m", "version": 1, "signature": "s", "strategy": "even-split", "stages": 3,
                 "objective": "weighted", "throughputWeight": 0.25, "devices": ["a", "b"], "excluded": ["b"],
                 "strict": true, "exits": [{"at": "dense", "probability": 0.25}, {"at": 3, "probability": 0.5}]}""");
        DeploymentRequest request = api.gateway.requests.get(0);
        assertThat(request.signature()).isEqualTo("s");
        assertThat(request.strategy()).contains("even-split");
        assertThat(request.objective()).isEqualTo(new Objective.Weighted(0.25));
        assertThat(request.constraints().stages()).hasValue(3);
        assertThat(request.constraints().allows(new DeviceId("a"))).isTrue();
        assertThat(request.constraints().allows(new DeviceId("b"))).isFalse();
        assertThat(request.constraints().allows(new DeviceId("c"))).isFalse();
        assertThat(request.strict()).isTrue();
        assertThat(request.exits()).containsExactly(new StatedExit("dense", 0.25), new StatedExit("3", 0.5));
    }

    @Test
    void refusesOrdersThatMakeNoSense() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        assertThat(api.post("/deployments", "{\"model\":\"other\"}").status()).isEqualTo(404);
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"version\":7}").error())
                .contains("version 7");
        assertThat(api.post("/deployments", "{}").error()).contains("'model' is missing");
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"slices\":3}").error())
                .contains("'slices'");
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"stages\":0}").status())
                .isEqualTo(400);
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"strategy\":\"x\"}")
                        .json()
                        .get("remedy")
                        .asText())
                .contains("even-split");
        assertThat(api.post("/deployments", "{\"model\":\"m\",\"objective\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/deployments", "{\"model\"").status()).isEqualTo(400);
        assertThat(api.gateway.requests).isEmpty();
    }

    @Test
    void showsAGenerationWithItsStagesAndWhatTheyTook() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        api.gateway.enter(1, GenerationState.SERVING);
        JsonNode shown = api.get("/deployments/1").json();
        assertThat(shown.get("state").asText()).isEqualTo("SERVING");
        assertThat(shown.get("history")).hasSize(2);
        assertThat(shown.at("/stages/0/lastLayer").asInt()).isEqualTo(1);
        assertThat(shown.at("/stages/0/slice/digest").asText()).isEqualTo(Generations.DIGEST);
        assertThat(shown.at("/stages/0/predicted/transferSeconds").asDouble()).isEqualTo(0.1);
        assertThat(shown.at("/stages/0/measured/computed/p95Seconds").asDouble())
                .isEqualTo(0.002);
        assertThat(shown.at("/statistics/answers").asLong()).isEqualTo(7);
        assertThat(shown.has("failure")).isFalse();
        assertThat(api.get("/deployments").json().get("deployments")).hasSize(1);
        assertThat(api.get("/deployments/2").status()).isEqualTo(404);
    }

    @Test
    void tellsOfEveryChangeUntilAGenerationServes() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        HttpResponse<InputStream> events = api.send(api.request("/deployments/1/events"), BodyHandlers.ofInputStream());
        api.gateway.enter(1, GenerationState.LOADING);
        api.gateway.enter(1, GenerationState.SERVING);
        String all = new String(events.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(all.lines().filter(line -> line.startsWith("data:")))
                .extracting(line -> line.replaceFirst(".*\"state\":\"(\\w+)\".*", "$1"))
                .containsSubsequence("PLANNED", "LOADING", "SERVING");
        assertThat(api.gateway.watchers).isEmpty();
    }

    @Test
    void endsTheEventsOfAGenerationThatHasFailed() throws Exception {
        api.put("/models/m/versions/1", Zips.model(""));
        api.post("/deployments", "{\"model\":\"m\"}");
        api.gateway.enter(1, GenerationState.FAILED);
        assertThat(api.get("/deployments/1/events").body()).contains("\"code\":\"NO_DEVICE\"");
    }
}
