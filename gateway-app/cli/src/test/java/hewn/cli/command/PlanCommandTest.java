package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.cli.plan.LastDevice;
import hewn.cli.plan.StrategyBundle;
import hewn.graph.EarlyExit;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;
import hewn.placement.json.ProblemFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PLANS = """
            {"schema":1,"kind":"plans","objective":"throughput","layers":7,"devices":3,"lowerBoundSeconds":0.01,"plans":[
             {"strategy":"even-split","placed":true,"explanation":"equal shares","tookSeconds":0.0015,
              "stages":[{"device":"camera","firstLayer":0,"lastLayer":3,"computeSeconds":0.012,"transferSeconds":0.001,
               "memoryBytes":9000000},{"device":"hall","firstLayer":4,"lastLayer":6,"computeSeconds":0.004,
               "transferSeconds":0.002,"memoryBytes":8000000}],
              "bottleneckSeconds":0.012,"latencySeconds":0.02,"throughputPerSecond":83.3,"largestMemoryBytes":9000000,
              "bytesMoved":12000,"bytesToShip":600000,"costSeconds":0.012,"gap":0.2,"provenOptimal":false},
             {"strategy":"optimal","placed":true,"explanation":"no other is better","tookSeconds":1.5,
              "stages":[{"device":"porch","firstLayer":0,"lastLayer":6,"computeSeconds":0.01,"transferSeconds":0.001,
               "memoryBytes":9500000}],
              "bottleneckSeconds":0.01,"latencySeconds":0.015,"throughputPerSecond":100,"largestMemoryBytes":9500000,
              "bytesMoved":4000,"bytesToShip":0,"costSeconds":0.01,"gap":0,"provenOptimal":true},
             {"strategy":"mine","placed":false,"explanation":"too large","tookSeconds":0.001}]}""";

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
    void comparesTheStrategiesOfTheGatewayAndShowsTheBest() {
        gateway.when("POST /plans", 200, PLANS);
        Terminal.Run run = remote("digits");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("digits: 7 layers, 3 devices, objective throughput")
                .containsPattern("even-split +2 +12.0 ms +20.0 ms +83.3 +9.00 MB +12.0 KB +600 KB +20.00 % +1.50 ms")
                .containsPattern("optimal +1 +10.0 ms +15.0 ms +100.0 +9.50 MB +4.00 KB +0 B +proven +1.50 s")
                .contains("even-split: equal shares", "mine has no placement: too large")
                .contains("The best is that of optimal:")
                .doesNotContain("FLOPs")
                .containsPattern("0 +porch +0..6 +10.0 ms +1.00 ms +9.50 MB");
    }

    @Test
    void prefersWhoIsAskedFirstWhereSeveralAreAsGood() {
        gateway.when("POST /plans", 200, """
                {"objective":"latency","layers":1,"devices":1,"plans":[
                 {"strategy":"first","placed":true,"explanation":"","tookSeconds":2,"costSeconds":0.1,"latencySeconds":0.3},
                 {"strategy":"luck","placed":true,"explanation":"","tookSeconds":1,"costSeconds":0.1,
                  "latencySeconds":0.29999999999}]}""");
        assertThat(remote("digits").out()).contains("The best is that of first:");
    }

    @Test
    void tellsThatTimesOfLayersThatWereNotMeasuredAreNoFigures() {
        gateway.when("POST /plans", 200, PLANS.replace("\"bytesMoved\"", "\"layersMeasured\":false,\"bytesMoved\""));
        assertThat(remote("digits").out()).contains("times by FLOPs alone");
    }

    @Test
    void sendsWhatItWasAskedFor() throws Exception {
        gateway.when("POST /plans", 200, PLANS)
                .when("GET /devices", 200, "{\"devices\": [{\"id\": \"camera\"}, {\"id\": \"hall\"}]}");
        Terminal.Run run =
                remote(("digits --model-version 2 --strategy a,b --strategy c --objective weighted:0.5,0.1 --slices 3"
                                + " --max-slices 4 --devices camera,hall --exclude porch --first camera --last hall"
                                + " --tier camera --tier hall,porch --exit conv=0.3 --budget 500ms --seed 7")
                        .split(" "));
        assertThat(run.err()).contains("no device 'porch' is online; those are [camera, hall]");
        JsonNode sent = MAPPER.readTree(gateway.sent().get(1).text());
        assertThat(sent).isEqualTo(MAPPER.readTree("""
                {"deployment": {"model": "digits", "version": 2, "objective": "weighted", "throughputWeight": 0.5,
                  "energyWeight": 0.1, "fairnessWeight": 0.0, "stages": 3, "maxStages": 4, "devices": ["camera", "hall"],
                  "excluded": ["porch"], "first": "camera", "last": "hall", "tiers": [["camera"], ["hall", "porch"]],
                  "exits": [{"at": "conv", "probability": 0.3}]},
                 "strategies": ["a", "b", "c"], "budgetSeconds": 0.5, "seed": 7}"""));
    }

    @Test
    void printsAsTheAdminApiHasItForPrograms() throws Exception {
        gateway.when("POST /plans", 200, PLANS);
        assertThat(MAPPER.readTree(remote("digits", "--json").out())).isEqualTo(MAPPER.readTree(PLANS));
    }

    @Test
    void failsIfNoStrategyHasAPlacement() {
        gateway.when("POST /plans", 200, """
                {"objective":"latency","layers":1,"devices":1,"plans":[
                 {"strategy":"mine","placed":false,"explanation":"too large","tookSeconds":0.001}]}""");
        Terminal.Run run = remote("digits");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("mine has no placement: too large").doesNotContain("The best");
    }

    @Test
    void namesTheStrategiesThatAreNotAskedAnyMoreBesidesThoseOnOffer() {
        gateway.when("GET /strategies", 200, """
                {"strategies": ["greedy"], "quarantined": [{"strategy": "mine", "reason": "it answered null"}],
                 "unusable": ["'load/other.jar' is not used: it is no jar"]}""");
        Terminal.Run run =
                Terminal.withoutTools().run("strategies", "--gateway", gateway.url(), "--token", FakeGateway.TOKEN);
        assertThat(run.out().lines()).containsExactly("greedy");
        assertThat(run.err())
                .contains("'mine' is not asked any more: it answered null", "'load/other.jar' is not used");
    }

    @Test
    void plansASavedProblemWithoutAGateway() throws Exception {
        Terminal.Run run = local(problem().toString());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "4 layers, 2 devices, objective latency",
                        "last: 3 tries",
                        "The best is that of last",
                        "it is not split: the best split in two");
        assertThat(run.err()).contains("asking last");
    }

    @Test
    void laysOptionsOverAProblemAndSavesIt() throws Exception {
        Path saved = folder.resolve("saved.json");
        local(
                problem().toString(),
                "--objective",
                "throughput",
                "--exclude",
                "hall",
                "--budget",
                "7",
                "--seed",
                "3",
                "--exit",
                "2=0.25",
                "--save",
                saved.toString());
        PlacementProblem problem = ProblemFile.read(Files.readAllBytes(saved));
        assertThat(problem.objective()).isEqualTo(new Objective.Throughput());
        assertThat(problem.candidates()).hasSize(1);
        assertThat(problem.constraints().maxStages()).hasValue(2);
        assertThat(problem.budget()).isEqualTo(Duration.ofSeconds(7));
        assertThat(problem.seed()).isEqualTo(3);
        assertThat(problem.graph().exits()).containsExactly(new EarlyExit(2, 0.25));
    }

    @Test
    void triesSomebodysJarOnTheProblemOfAGateway() throws Exception {
        gateway.when("POST /problems", 200, Files.readString(problem()));
        Path jar = StrategyBundle.of(folder.resolve("mine.jar"), LastDevice.class, "mine", LastDevice.Config.class);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Terminal.Run run = remote("digits", "--strategy-jar", jar.toString(), "--load", empty.toString());
        assertThat(run.out()).contains("mine: 3 tries");
    }

    @Test
    void savesTheProblemOfAGateway() throws Exception {
        gateway.when("POST /problems", 200, "{\"kind\": \"problem\"}").when("POST /plans", 200, PLANS);
        Path saved = folder.resolve("saved.json");
        remote("digits", "--save", saved.toString());
        assertThat(saved).hasContent("{\"kind\": \"problem\"}");
    }

    @Test
    void tellsWhatIsWrongWithAFile() throws Exception {
        Path broken = Files.writeString(
                folder.resolve("broken.json"), Files.readString(problem()).replace("512MiB", "512 megs"));
        Terminal.Run run = local(broken.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("fleet.defaults.memory", "512MiB", "problem.schema.json");
        assertThat(local("missing.json").err()).contains("there is no file 'missing.json'");
    }

    @Test
    void refusesOptionsThatMakeNoSense() throws Exception {
        assertThat(remote("digits", "--objective", "speed").err()).contains("no objective 'speed'");
        assertThat(remote("digits", "--objective", "weighted:2").err()).contains("throughputWeight");
        assertThat(remote("digits", "--budget", "soon").err()).contains("'soon' is no time");
        assertThat(remote("digits", "--fleet", "f.json").err()).contains("--fleet goes with the folder of a model");
        assertThat(local(problem().toString(), "--slices", "0").status()).isEqualTo(2);
        assertThat(local(problem().toString(), "--exit", "x=0.5").err()).contains("there is no layer 'x'");
        assertThat(local(problem().toString(), "--exit", "1=0.6", "--exit", "2=0.6")
                        .status())
                .isEqualTo(2);
        assertThat(local(problem().toString(), "--strategy", "x").err()).contains("no strategy 'x'", "last");
    }

    private Path problem() throws Exception {
        try (InputStream in = LastDevice.class.getResourceAsStream("problem.json")) {
            return Files.writeString(
                    folder.resolve("problem.json"), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Terminal.Run remote(String... arguments) {
        List<String> all = new ArrayList<>(List.of("plan"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--gateway", gateway.url(), "--token", FakeGateway.TOKEN));
        return Terminal.withoutTools().run(all.toArray(String[]::new));
    }

    /** With one strategy, which is called last. */
    private Terminal.Run local(String... arguments) throws Exception {
        Path load = Files.createDirectories(folder.resolve("load"));
        StrategyBundle.of(load.resolve("last.jar"), LastDevice.class, "last", LastDevice.Config.class);
        List<String> all = new ArrayList<>(List.of("plan"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--load", load.toString()));
        return Terminal.withoutTools().run(all.toArray(String[]::new));
    }
}
