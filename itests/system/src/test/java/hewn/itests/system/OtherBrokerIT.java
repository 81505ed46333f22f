package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and a device that meet at a broker of somebody else's. */
final class OtherBrokerIT {
    private static final Path MODEL =
            Path.of(System.getProperty("hewn.root"), "itests", "models", "half_plus_three", "1");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void mosquittoServesAsWellAsTheEmbeddedBroker() throws Exception {
        int port = GatewayProcess.freePort();
        URI broker = URI.create("mqtt://127.0.0.1:" + port);
        Process mosquitto = start(program(), port);
        try (AgentProcess agent = AgentProcess.start(broker, "camera", folder);
                GatewayProcess gateway = new GatewayProcess(folder, "--broker", broker.toString())) {
            awaitDevice(gateway);
            assertThat(agent.isAlive()).isTrue();
            assertThat(gateway.hewn("deploy", MODEL.toString(), "--model", "m").exitStatus())
                    .isZero();
            assertThat(predict(gateway)).contains("[3.5,4.0,5.5]");
        } finally {
            mosquitto.destroyForcibly();
        }
    }

    @Test
    void theSecondAgentOfOneNameEndsAndLeavesTheFirstAlone() throws Exception {
        int port = GatewayProcess.freePort();
        URI broker = URI.create("mqtt://127.0.0.1:" + port);
        Process mosquitto = start(program(), port);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (AgentProcess first = AgentProcess.start(broker, "camera", folder)) {
            eventually("a connection", first::log, log -> log.contains("Connected to the MQTT broker"));
            try (AgentProcess second = AgentProcess.start(broker, "camera", elsewhere)) {
                assertThat(second.await(START)).isEqualTo(2);
                assertThat(second.log()).contains("another agent is running as 'camera'", "--id");
            }
            assertThat(first.log()).doesNotContain(" WARN ");
            assertThat(first.stop(STOP)).isZero();
        } finally {
            mosquitto.destroyForcibly();
        }
    }

    /** Mosquitto publishes the will of the one that it throws off. */
    @Test
    void ofTwoAgentsOfOneNameOneGivesWay() throws Exception {
        int port = GatewayProcess.freePort();
        URI broker = URI.create("mqtt://127.0.0.1:" + port);
        Process mosquitto = start(program(), port);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (AgentProcess first = AgentProcess.start(broker, "camera", folder);
                AgentProcess second = AgentProcess.start(broker, "camera", elsewhere)) {
            eventually("the end of one", () -> first.isAlive() != second.isAlive(), ended -> ended);
            AgentProcess gone = first.isAlive() ? second : first;
            assertThat(gone.await(STOP)).isEqualTo(2);
            assertThat(gone.log()).contains("another agent is running as 'camera'", "--id");
            AgentProcess stays = first.isAlive() ? first : second;
            assertThat(stays.stop(STOP)).isZero();
        } finally {
            mosquitto.destroyForcibly();
        }
    }

    /** The broker says of the devices what they said before, for the power took their wills, too. */
    @Test
    void aSiteServesAgainAfterAPowerCut() throws Exception {
        int port = GatewayProcess.freePort();
        URI broker = URI.create("mqtt://127.0.0.1:" + port);
        Process mosquitto = startKeeping(port);
        try (AgentProcess agent = AgentProcess.start(broker, "camera", folder);
                GatewayProcess gateway = new GatewayProcess(folder, "--broker", broker.toString())) {
            awaitDevice(gateway);
            assertThat(gateway.hewn("deploy", MODEL.toString(), "--model", "m").exitStatus())
                    .isZero();
            gateway.kill();
            mosquitto.destroyForcibly().waitFor();
            agent.kill();
            mosquitto = startKeeping(port);
            gateway.start();
            awaitDevice(gateway);
            try (AgentProcess again = AgentProcess.start(broker, "camera", folder)) {
                eventually("an answer", () -> predict(gateway), answer -> answer.contains("[3.5,4.0,5.5]"));
                assertThat(again.isAlive()).isTrue();
            }
        } finally {
            mosquitto.destroyForcibly();
        }
    }

    private static void awaitDevice(GatewayProcess gateway) throws Exception {
        eventually("the device", () -> gateway.json("devices").get("devices").size(), count -> count == 1);
    }

    private static String predict(GatewayProcess gateway) throws Exception {
        return gateway.post("/v1/models/m:predict", "{\"instances\":[1.0,2.0,5.0]}")
                .body();
    }

    private static Path program() {
        Optional<Path> program = Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "mosquitto is not installed (Debian: apt install mosquitto)");
        return program.get();
    }

    private Process start(Path program, int port) throws IOException {
        return start(program, port, "");
    }

    /** One that keeps on disk at once what it retains, in the name of whoever tests. */
    private Process startKeeping(int port) throws IOException {
        Path program = program();
        String keeping = "persistence true\npersistence_location " + folder + "/\nautosave_on_changes true\n"
                + "autosave_interval 1\nuser " + System.getProperty("user.name") + "\n";
        return start(program, port, keeping);
    }

    private Process start(Path program, int port, String more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n" + more);
        return new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
    }
}
