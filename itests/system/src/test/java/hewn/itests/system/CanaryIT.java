package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.ProcessSignal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Under load a version is tried and promoted, and a slow one is rolled back by itself; no client notices. */
final class CanaryIT {
    private static final Path ROOT = Path.of(System.getProperty("hewn.root"));
    private static final Path STAMPS = ROOT.resolve("itests/models/version-stamp");
    private static final String PREDICT = "/v1/models/m:predict";
    private static final int CLIENTS = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private GatewayProcess gateway;
    private final Map<String, AgentProcess> agents = new TreeMap<>();

    @BeforeEach
    void startSite() throws Exception {
        gateway = new GatewayProcess(folder);
        drop("even-split");
        for (String id : List.of("a", "b")) {
            agents.put(id, AgentProcess.start(gateway.broker(), id, folder));
        }
        eventually("the devices", () -> gateway.json("devices").get("devices").size(), count -> count == 2);
    }

    @AfterEach
    void endSite() {
        agents.values().forEach(AgentProcess::close);
        gateway.close();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aGoodCanaryIsPromotedAndASlowOneIsRolledBackByItself() throws Exception {
        deploy(1, "a");
        try (StampedLoad load = new StampedLoad(gateway, PREDICT, CLIENTS)) {
            deploy(2, "b", "--canary", "50%", "--canary-slowdown", "1000");
            thenItGetsHalfOf(load);
            thenBothCanBeAskedFor();
            hewn("promote", "m");
            thenAllIsAnsweredBy(2, load);
            deploy(3, "a", "--canary", "50%", "--canary-slowdown", "3");
            try (Slowness slow = new Slowness(agents.get("a"))) {
                eventually(
                        "a rollback", () -> hewn("status"), said -> said.contains("the canary was rolled back: 95 %"));
                assertThat(slow.isAlive()).isTrue();
            }
            thenAllIsAnsweredBy(2, load);
            assertThat(load.answersOf(3)).isPositive();
            assertThat(load.faults()).isEmpty();
        }
        assertThat(gateway.log().split("CANARY_ROLLED_BACK", -1))
                .as("told once")
                .hasSize(2);
        assertThat(gateway.post("/v1/models/m/labels/canary:predict", "{\"instances\":[1.0]}")
                        .statusCode())
                .isEqualTo(400);
    }

    private void thenItGetsHalfOf(StampedLoad load) throws Exception {
        long canaryBefore = load.answersOf(2);
        long before = load.all();
        eventually("answers", load::all, all -> all > before + 400);
        double share = (double) (load.answersOf(2) - canaryBefore) / (load.all() - before);
        assertThat(share).isBetween(0.45, 0.55);
    }

    private void thenBothCanBeAskedFor() throws Exception {
        for (int x = 0; x < 5; x++) {
            assertThat(version("labels/stable", x)).isEqualTo(1);
            assertThat(version("labels/canary", x)).isEqualTo(2);
            assertThat(version("versions/1", x)).isEqualTo(1);
            assertThat(version("versions/2", x)).isEqualTo(2);
        }
        String infer = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[7.0]}]}";
        assertThat(gateway.post("/v2/models/m/versions/2/infer", infer).body()).contains("\"model_version\":\"2\"");
        assertThat(hewn("status")).contains("stable 50 %", "canary 50 %");
    }

    private long version(String which, int x) throws Exception {
        return StampedLoad.version(gateway, "/v1/models/m/" + which + ":predict", x);
    }

    /** Those that were under way may be of another version still. */
    private static void thenAllIsAnsweredBy(long version, StampedLoad load) throws Exception {
        long before = load.all();
        eventually("answers", load::all, all -> all > before + CLIENTS);
        long from = load.all();
        long ofIt = load.answersOf(version);
        eventually("answers", load::all, all -> all > from + 100);
        assertThat(load.answersOf(version) - ofIt).isGreaterThanOrEqualTo(load.all() - from - CLIENTS);
    }

    private void deploy(int version, String device, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "deploy",
                STAMPS.resolve(Integer.toString(version)).toString(),
                "--model",
                "m",
                "--slices",
                "1",
                "--devices",
                device));
        arguments.addAll(Arrays.asList(options));
        hewn(arguments.toArray(String[]::new));
    }

    private String hewn(String... arguments) throws Exception {
        GatewayProcess.CommandResult done = gateway.hewn(arguments);
        assertThat(done.exitStatus()).as(done.output()).isZero();
        return done.output();
    }

    private void drop(String strategy) throws IOException {
        Path built = ROOT.resolve("strategies").resolve(strategy).resolve("target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "hewn.strategies.*.jar")) {
            Path jar = jars.iterator().next();
            Files.copy(jar, gateway.strategies().resolve(jar.getFileName()));
        }
    }

    /** A device that stands still most of the time. */
    private static final class Slowness implements AutoCloseable {
        private static final Duration STILL = Duration.ofMillis(400);
        private static final Duration AWAKE = Duration.ofMillis(100);

        private final AgentProcess agent;
        private final Thread thread = new Thread(this::slow, "slowness");
        private volatile boolean ended;

        Slowness(AgentProcess agent) {
            this.agent = agent;
            thread.start();
        }

        boolean isAlive() {
            return thread.isAlive();
        }

        private void slow() {
            try {
                while (!ended) {
                    ProcessSignal.STOP.send(agent.pid());
                    LockSupport.parkNanos(STILL.toNanos());
                    ProcessSignal.CONT.send(agent.pid());
                    LockSupport.parkNanos(AWAKE.toNanos());
                }
            } catch (IOException gone) {
                throw new AssertionError("the agent can't be slowed down", gone);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            ended = true;
            try {
                thread.join();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
