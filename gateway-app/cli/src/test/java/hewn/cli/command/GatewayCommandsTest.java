package hewn.cli.command;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.savedmodel.SavedModelReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayCommandsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String STATUS = """
            {"version":"1.2.3","startedAt":"1970-01-01T00:00:00Z","uptimeSeconds":61,"site":"lab",
             "http":"http://h:1","broker":"mqtt://h:2","brokerConnected":true,"devicesOnline":1,
             "serving":[],"strategies":["even-split"]}""";
    private static final String MODELS =
            "{\"models\":[{\"name\":\"m\",\"versions\":[{\"version\":1},{\"version\":2}]}]}";
    private static final String PLACEMENT =
            "{\"explanation\":\"\",\"latencySeconds\":0.01,\"throughputPerSecond\":100,\"layersMeasured\":true}";
    private static final String STAGES = """
            [{"stage":0,"device":"camera-1","firstLayer":0,"lastLayer":4,
              "slice":{"digest":"ab","sizeBytes":2500000},
              "predicted":{"computeSeconds":0.002,"transferSeconds":0.001,"memoryBytes":9}}]""";

    private static final Path ON_DISK = Path.of(System.getProperty("hewn.root"), "itests", "models");
    private static final String SHARD = "variables/variables.data-00000-of-00001";

    @TempDir
    private Path folder;

    private FakeGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new FakeGateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void showsTheStatusForPeopleAndForPrograms() throws Exception {
        gateway.when("GET /status", 200, STATUS)
                .when("GET /deployments", 200, "{\"deployments\":[" + deployment(1, "SERVING", false) + "]}");
        assertThat(run("status").out())
                .contains("version 1.2.3", "site lab", "up 1m1s", "1 online", "m/2", "SERVING", "camera-1");
        JsonNode json = MAPPER.readTree(run("status", "--json").out());
        assertThat(json).isEqualTo(MAPPER.readTree(STATUS));
    }

    @Test
    void predictsNoTimesOfLayersThatWereNotMeasured() {
        String unmeasured =
                deployment(5, "SERVING", false).replace("\"layersMeasured\":true", "\"layersMeasured\":false");
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("GET /models", 200, MODELS)
                .when("POST /deployments", 202, unmeasured)
                .when("GET /deployments/5", 200, unmeasured);
        assertThat(run("deploy", "--model", "m").out())
                .contains("not measured yet", "by FLOPs alone")
                .doesNotContain("2.00 ms", "100 answers/s");
    }

    @Test
    void tellsWhichHealthChecksAreNotWell() {
        gateway.when("GET /status", 200, STATUS).when("GET /deployments", 200, "{\"deployments\":[]}");
        assertThat(run("status").out()).contains("health       unknown; see " + gateway.url());
        gateway.when("GET /system/health?format=json", 200, health("OK", "OK", "OK"));
        assertThat(run("status").out().lines()).contains("health       OK");
        gateway.when("GET /system/health?format=json", 503, health("CRITICAL", "WARN", "CRITICAL"));
        assertThat(run("status").out().lines())
                .contains("health       CRITICAL: Devices online, Broker connected; see " + gateway.url()
                        + "/system/health.verbose.txt");
    }

    private static String health(String overall, String devices, String broker) {
        return """
                {"overallResult":"%s","results":[{"name":"Devices online","status":"%s","timeInMs":0,"messages":[]},
                 {"name":"Broker connected","status":"%s","messages":[]}]}""".formatted(overall, devices, broker);
    }

    @Test
    void showsDevices() {
        gateway.when("GET /devices", 200, """
                {"devices":[{"id":"camera-1","type":"pi","cores":4,"memoryBytes":512000000,"flopsPerSecond":6.3e9,
                 "dataAddress":"h:1","metrics":{"uptimeSeconds":1,"cpuLoad":0.25,"memoryUsedBytes":90000000,
                 "diskFreeBytes":1,"slices":[]}}]}""");
        assertThat(run("devices").out()).contains("camera-1", "512 MB", "6.30 GFLOP/s", "25 %", "90.0 MB");
    }

    @Test
    void showsLinks() {
        String links = """
                {"links":[{"from":"camera-1","to":"gateway","bandwidthBytesPerSecond":1.25e7,
                 "latencySeconds":0.0015,"ageSeconds":61.7,"confidence":0.75}]}""";
        gateway.when("GET /links", 200, links);
        assertThat(run("devices", "--links").out()).contains("camera-1", "gateway", "100.0", "1.50 ms", "62 s", "75 %");
        assertThat(run("devices", "--links", "--json").out()).contains("bandwidthBytesPerSecond");
        gateway.when("GET /links", 200, "{\"links\":[]}");
        assertThat(run("devices", "--links").out()).contains("within a minute");
    }

    @Test
    void showsModelsAndStrategies() {
        gateway.when(
                        "GET /models",
                        200,
                        "{\"models\":[{\"name\":\"m\",\"versions\":[{\"version\":1},{\"version\":2,"
                                + "\"serving\":{\"generation\":7,\"available\":true}}]}]}")
                .when("GET /strategies", 200, "{\"strategies\":[\"even-split\",\"greedy\"]}");
        assertThat(run("models").out()).contains("generation 7");
        assertThat(run("strategies").out().lines()).containsExactly("even-split", "greedy");
    }

    @Test
    void tellsWhatToDoWhereThereIsNothing() {
        gateway.when("GET /models", 200, "{\"models\":[]}").when("GET /devices", 200, "{\"devices\":[]}");
        assertThat(run("models").out()).contains("hewn deploy");
        assertThat(run("devices").out()).contains("hewn-agent");
    }

    @Test
    void passesOnWhatTheGatewayRefuses() {
        gateway.when("DELETE /deployments/m", 404, "{\"error\":\"nothing is deployed\",\"remedy\":\"look around\"}");
        Terminal.Run refused = run("undeploy", "m");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err().lines()).containsExactly("hewn: nothing is deployed", "Look around.");
    }

    @Test
    void undeploys() {
        gateway.when("DELETE /deployments/m", 204, "");
        assertThat(run("undeploy", "m").status()).isZero();
    }

    @Test
    void rollsBackAndTellsWhatWasShipped() {
        String generation = deployment(3, "SERVING", false).replaceFirst("\\{", "{\"shippedBytes\":0,");
        gateway.when("GET /deployments", 200, stable(2))
                .when("POST /deployments/m/rollback?replaces=2", 202, generation)
                .when("GET /deployments/3", 200, generation);
        assertThat(run("rollback", "m").out()).contains("back at: m/2, generation 3", "shipped: 0 bytes");
    }

    @Test
    void saysThatThereIsNothingToRollBackTo() {
        gateway.when("GET /deployments", 200, "{\"deployments\":[]}")
                .when("POST /deployments/m/rollback", 409, "{\"error\":\"nothing there\",\"remedy\":\"deploy it\"}");
        Terminal.Run refused = run("rollback", "m");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err().lines()).containsExactly("hewn: nothing there", "Deploy it.");
    }

    @Test
    void passesOnWhatARemovalWarnsOf() {
        gateway.when("DELETE /models/m/versions/1", 200, "{\"warning\":\"no way back\"}");
        Terminal.Run removed = run("remove", "m", "--model-version", "1");
        assertThat(removed.status()).isZero();
        assertThat(removed.err()).contains("no way back");
    }

    @Test
    void findsTheTokenInTheDataFolder() throws Exception {
        Files.writeString(folder.resolve("admin.token"), FakeGateway.TOKEN + "\n");
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}");
        String[] line = {"strategies", "--gateway", gateway.url(), "--data", folder.toString()};
        assertThat(Terminal.withoutTools().run(line).status()).isZero();
    }

    @Test
    void tellsWhereATokenIsToBeFound() {
        String[] line = {"strategies", "--gateway", gateway.url(), "--token", "wrong"};
        Terminal.Run refused = Terminal.withoutTools().run(line);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("--token", "HEWN_TOKEN", "admin.token");
    }

    @Test
    void isNotFooledByOtherServers() {
        gateway.when("GET /strategies", 200, "<html>hello</html>").when("GET /models", 500, "<html>sorry</html>");
        assertThat(run("strategies").err()).contains("Is it a Hewn gateway");
        assertThat(run("models").err()).contains("HTTP status 500");
    }

    @Test
    void deploysTheLatestVersionOfAFolderAndFollowsItUntilItServes() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[\"even-split\"]}")
                .when("PUT /models/m/versions/2", 201, "{\"name\":\"m\",\"version\":2,\"signatures\":[]}")
                .when("POST /deployments", 202, deployment(5, "PLANNED", false))
                .when("GET /deployments/5", 200, deployment(5, "SERVING", false));
        Terminal.Run run = run(
                "deploy",
                model(),
                "--model",
                "m",
                "--slices",
                "1",
                "--objective",
                "0.5",
                "--strict",
                "--exit",
                "a=b=0.25",
                "--exit",
                "3=0.5");
        assertThat(run.err()).contains("UPLOADING", "100 %", "generation 5 of m/2");
        assertThat(run.out()).contains("camera-1", "0..4", "2.50 MB", "2.00 ms", "/v1/models/m:predict");
        assertThat(run.status()).isZero();
        assertThat(sent("PUT /models/m/versions/2").zipEntries())
                .containsExactly("saved_model.pb", SHARD, "variables/variables.index");
        assertThat(MAPPER.readTree(sent("POST /deployments").text()))
                .isEqualTo(MAPPER.readTree("{\"model\":\"m\",\"version\":2,\"stages\":1,\"objective\":\"weighted\","
                        + "\"throughputWeight\":0.5,\"excluded\":[],\"strict\":true,\"exits\":[{\"at\":\"a=b\",\"probability\":0.25},"
                        + "{\"at\":\"3\",\"probability\":0.5}]}"));
    }

    @Test
    void tellsWhatAnEarlyExitLooksLike() {
        for (String unfit : List.of("dense", "dense=often", "0.5", "=0.5", "dense=1.5")) {
            Terminal.Run run = run("deploy", "--model", "m", "--exit", unfit);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("early exit");
        }
    }

    @Test
    void tellsEveryStateOnTheWay() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("PUT /models/m/versions/2", 201, "{\"name\":\"m\",\"version\":2,\"signatures\":[]}")
                .when("POST /deployments", 202, deployment(5, "PLANNED", false))
                .when("GET /deployments/5", 200, deployment(5, "PLANNED", false))
                .when(
                        "GET /deployments/5/events",
                        200,
                        event("LOADING") + ": nothing new\n\n" + event("LOADING") + event("SERVING"));
        Thread serving = new Thread(() -> {
            while (gateway.sent().stream().noneMatch(s -> s.route().endsWith("/events"))) {
                Thread.onSpinWait();
            }
            gateway.when("GET /deployments/5", 200, deployment(5, "SERVING", false));
        });
        serving.start();
        Terminal.Run run = run("deploy", model(), "--model", "m");
        serving.join();
        assertThat(run.status()).isZero();
        List<String> states = new ArrayList<>();
        run.err().lines().filter(line -> line.contains(" now ")).forEach(line -> states.add(line.split(" ")[0]));
        assertThat(states).startsWith("LOADING", "SERVING");
    }

    @Test
    void failsWhereADeploymentFails() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("PUT /models/m/versions/2", 201, "{\"name\":\"m\",\"version\":2,\"signatures\":[]}")
                .when("POST /deployments", 202, deployment(5, "PLANNED", false))
                .when("GET /deployments/5", 200, deployment(5, "FAILED", true));
        Terminal.Run run = run("deploy", model(), "--model", "m");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("generation 5 does not serve: too big (NO_PLACEMENT)", "add memory");
    }

    @Test
    void tellsWhoIsRefusedHowToRemoveWhatWasUploaded() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("PUT /models/m/versions/2", 201, "{\"name\":\"m\",\"version\":2,\"signatures\":[]}")
                .when("POST /deployments", 400, "{\"error\":\"no\",\"remedy\":\"ask otherwise\"}");
        Terminal.Run run = run("deploy", model(), "--model", "m");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("hewn: no", "Ask otherwise.", "'hewn remove m --model-version 2' deletes it.");
    }

    @Test
    void saysWhatIsWrongBeforeItUploads() throws Exception {
        assertThat(run("deploy", model(), "--model", "m", "--slices", "0").err())
                .contains("--slices is 0");
        assertThat(run("deploy", model(), "--model", "m", "--objective", "fast").err())
                .contains("no objective 'fast'");
        assertThat(gateway.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "empty-folder, 'saved_model.pb is missing', Give the folder",
        "missing-variables, 'variables/variables.index: the file is missing', Export the model again",
        "missing-shard, '" + SHARD + ": the file is missing', Export the model again",
        "truncated-pb, 'saved_model.pb is damaged (truncated or not a SavedModel)', Export the model again"
    })
    void sendsNothingOfAModelThatIsIncomplete(String model, String reason, String remedy) {
        Terminal.Run run = run("deploy", ON_DISK.resolve("bad").resolve(model).toString(), "--model", "m");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(model, reason, remedy).doesNotContain("UPLOADING");
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void asksACanaryUnderItsLabelAndTellsHowItGoesOn() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("PUT /models/m/versions/2", 201, "{\"name\":\"m\",\"version\":2,\"signatures\":[]}")
                .when("POST /deployments", 202, deployment(5, "PLANNED", false))
                .when("GET /deployments/5", 200, deployment(5, "SERVING", false));
        assertThat(run("deploy", model(), "--model", "m", "--canary", "10%").out())
                .contains("/v1/models/m/labels/canary:predict", "'hewn promote m'", "'hewn rollback m --canary'");
    }

    @Test
    void deploysAVersionThatTheGatewayHasAlready() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("GET /models", 200, MODELS)
                .when("POST /deployments", 202, deployment(5, "PLANNED", false))
                .when("GET /deployments/5", 200, deployment(5, "SERVING", false));
        assertThat(run("deploy", "--model", "m").status()).isZero();
        assertThat(run("deploy", "--model", "m", "--model-version", "1").status())
                .isZero();
        assertThat(gateway.sent().stream()
                        .filter(sent -> sent.route().equals("POST /deployments"))
                        .map(FakeGateway.Sent::text))
                .satisfiesExactly(
                        latest -> assertThat(latest).contains("\"version\" : 2"),
                        first -> assertThat(first).contains("\"version\" : 1"));
    }

    @Test
    void tellsWhichVersionsThereAreWhereTheOneAskedForIsNot() {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}").when("GET /models", 200, MODELS);
        assertThat(run("deploy", "--model", "m", "--model-version", "7").err()).contains("no version 7", "[1, 2]");
        assertThat(run("deploy", "--model", "n").err()).contains("no model 'n'", "hewn deploy PATH --model n");
    }

    @Test
    void ordersACanary() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[]}")
                .when("GET /models", 200, MODELS)
                .when("POST /deployments", 202, deployment(5, "SERVING", false))
                .when("GET /deployments/5", 200, deployment(5, "SERVING", false));
        assertThat(run("deploy", "--model", "m", "--canary", "10%", "--canary-slowdown", "3")
                        .status())
                .isZero();
        JsonNode order = MAPPER.readTree(sent("POST /deployments").text());
        assertThat(order.get("canary")).isEqualTo(MAPPER.readTree("{\"share\":0.1,\"slowdown\":3.0}"));
        assertThat(run("deploy", "--model", "m", "--canary", "10").err()).contains("10% or 0.1");
        assertThat(run("deploy", "--model", "m", "--canary-answers", "9").err()).contains("--canary 10%");
    }

    @Test
    void promotesACanary() {
        gateway.when("POST /deployments/m/promote", 200, deployment(3, "SERVING", false));
        assertThat(run("promote", "m").out()).contains("serving: m/2, generation 3");
    }

    @Test
    void endsACanaryAndNothingElse() {
        String retired = deployment(3, "RETIRED", true);
        gateway.when("DELETE /deployments/m/canary", 200, retired).when("GET /deployments/3", 200, retired);
        Terminal.Run run = run("rollback", "m", "--canary");
        assertThat(run.out()).contains("ended: the canary m/2, generation 3");
        assertThat(run.status()).isZero();
    }

    @Test
    void aCanaryThatIsEndedOnItsWayIsEndedAsWell() {
        String cancelled = deployment(3, "FAILED", true);
        gateway.when("DELETE /deployments/m/canary", 200, cancelled).when("GET /deployments/3", 200, cancelled);
        assertThat(run("rollback", "m", "--canary").status()).isZero();
    }

    @Test
    void showsLabelsAndShares() {
        gateway.when("GET /status", 200, STATUS)
                .when(
                        "GET /deployments",
                        200,
                        "{\"deployments\":["
                                + deployment(1, "SERVING", false)
                                        .replaceFirst("\\{", "{\"label\":\"canary\",\"share\":0.1,")
                                + "]}");
        assertThat(run("status").out()).contains("LABEL", "canary 10 %");
    }

    @Test
    void removesAVersion() {
        gateway.when("DELETE /models/m/versions/1", 204, "");
        Terminal.Run run = run("remove", "m", "--model-version", "1");
        assertThat(run.out()).contains("m/1");
        assertThat(run.status()).isZero();
    }

    @Test
    void uploadsNothingForAStrategyThatIsNotThere() throws Exception {
        gateway.when("GET /strategies", 200, "{\"strategies\":[\"greedy\"]}");
        Terminal.Run run = run("deploy", model(), "--model", "m", "--strategy", "other");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no strategy 'other'", "[greedy]");
        assertThat(gateway.sent()).allMatch(sent -> sent.route().startsWith("GET "));
    }

    @Test
    void tellsWhyAStrategyIsNotAskedAnyMore() throws Exception {
        gateway.when(
                "GET /strategies",
                200,
                "{\"strategies\":[\"greedy\"],\"quarantined\":[{\"strategy\":\"mine\",\"reason\":\"it threw\"}]}");
        Terminal.Run run = run("deploy", model(), "--model", "m", "--strategy", "mine");
        assertThat(run.err()).contains("no strategy 'mine'; it was set aside: it threw");
    }

    private Terminal.Run run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--gateway", gateway.url(), "--token", FakeGateway.TOKEN));
        return Terminal.withReader(new SavedModelReader()).run(line.toArray(String[]::new));
    }

    private FakeGateway.Sent sent(String route) {
        return gateway.sent().stream()
                .filter(sent -> sent.route().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private String model() throws Exception {
        for (String version : new String[] {"1", "2"}) {
            Path variables =
                    Files.createDirectories(folder.resolve("m").resolve(version).resolve("variables"));
            for (String file : List.of("saved_model.pb", "variables/variables.index", SHARD)) {
                Files.copy(ON_DISK.resolve("digits/1").resolve(file), variables.resolveSibling(file), REPLACE_EXISTING);
            }
        }
        return folder.resolve("m").toString();
    }

    private static String stable(long generation) {
        return "{\"deployments\":["
                + deployment(generation, "SERVING", false).replaceFirst("\\{", "{\"label\":\"stable\",\"share\":1.0,")
                + "]}";
    }

    private static String event(String state) {
        return "event: generation\ndata: " + deployment(5, state, false) + "\n\n";
    }

    private static String deployment(long generation, String state, boolean failed) {
        return ("{\"generation\":" + generation + ",\"model\":\"m\",\"version\":2,\"state\":\"" + state
                        + "\",\"active\":false,\"ended\":" + failed + ",\"progress\":\"now " + state + "\","
                        + (failed
                                ? "\"failure\":{\"code\":\"NO_PLACEMENT\",\"error\":\"too big\",\"remedy\":\"add memory\"},"
                                : "")
                        + "\"history\":[],\"strategy\":\"even-split\",\"placement\":" + PLACEMENT + ",\"stages\":"
                        + STAGES
                        + "}")
                .replace("\n", "");
    }
}
