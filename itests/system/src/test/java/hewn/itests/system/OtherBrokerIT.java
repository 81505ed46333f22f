package hewn.itests.system;

import static hewn.itests.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.GatewayProcess;
import hewn.itests.support.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
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

    @BeforeEach
    void needsMosquitto() {
        assumeTrue(Mosquitto.isInstalled(), "mosquitto is not installed (Debian: apt install mosquitto)");
    }

    @Test
    void mosquittoServesAsWellAsTheEmbeddedBroker() throws Exception {
        try (Mosquitto mosquitto = new Mosquitto(folder);
                AgentProcess agent = AgentProcess.start(mosquitto.uri(), "camera", folder);
                GatewayProcess gateway =
                        new GatewayProcess(folder, "--broker", mosquitto.uri().toString())) {
            awaitDevice(gateway);
            assertThat(agent.isAlive()).isTrue();
            assertThat(gateway.hewn("deploy", MODEL.toString(), "--model", "m").exitStatus())
                    .isZero();
            assertThat(predict(gateway)).contains("[3.5,4.0,5.5]");
        }
    }

    @Test
    void theSecondAgentOfOneNameEndsAndLeavesTheFirstAlone() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Mosquitto mosquitto = new Mosquitto(folder);
                AgentProcess first = AgentProcess.start(mosquitto.uri(), "camera", folder)) {
            eventually("a connection", first::log, log -> log.contains("Connected to the MQTT broker"));
            try (AgentProcess second = AgentProcess.start(mosquitto.uri(), "camera", elsewhere)) {
                assertThat(second.await(START)).isEqualTo(2);
                assertThat(second.log()).contains("another agent is running as 'camera'", "--id");
            }
            assertThat(first.log()).doesNotContain(" WARN ");
            assertThat(first.stop(STOP)).isZero();
        }
    }

    /** Mosquitto publishes the will of the one that it throws off. */
    @Test
    void ofTwoAgentsOfOneNameOneGivesWay() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (Mosquitto mosquitto = new Mosquitto(folder);
                AgentProcess first = AgentProcess.start(mosquitto.uri(), "camera", folder);
                AgentProcess second = AgentProcess.start(mosquitto.uri(), "camera", elsewhere)) {
            eventually("the end of one", () -> first.isAlive() != second.isAlive(), ended -> ended);
            AgentProcess gone = first.isAlive() ? second : first;
            assertThat(gone.await(STOP)).isEqualTo(2);
            assertThat(gone.log()).contains("another agent is running as 'camera'", "--id");
            AgentProcess stays = first.isAlive() ? first : second;
            assertThat(stays.stop(STOP)).isZero();
        }
    }

    /** The broker says of the devices what they said before, for the power took their wills, too. */
    @Test
    void aSiteServesAgainAfterAPowerCut() throws Exception {
        try (Mosquitto mosquitto = keeping();
                AgentProcess agent = AgentProcess.start(mosquitto.uri(), "camera", folder);
                GatewayProcess gateway =
                        new GatewayProcess(folder, "--broker", mosquitto.uri().toString())) {
            awaitDevice(gateway);
            assertThat(gateway.hewn("deploy", MODEL.toString(), "--model", "m").exitStatus())
                    .isZero();
            gateway.kill();
            mosquitto.kill();
            agent.kill();
            mosquitto.start();
            gateway.start();
            awaitDevice(gateway);
            try (AgentProcess again = AgentProcess.start(mosquitto.uri(), "camera", folder)) {
                eventually("an answer", () -> predict(gateway), answer -> answer.contains("[3.5,4.0,5.5]"));
                assertThat(again.isAlive()).isTrue();
            }
        }
    }

    /** One that keeps on disk at once what it retains, in the name of whoever tests. */
    private Mosquitto keeping() throws IOException {
        return new Mosquitto(
                folder,
                "persistence true",
                "persistence_location " + folder + "/",
                "autosave_on_changes true",
                "autosave_interval 1",
                "user " + System.getProperty("user.name"));
    }

    private static void awaitDevice(GatewayProcess gateway) throws Exception {
        eventually("the device", () -> gateway.json("devices").get("devices").size(), count -> count == 1);
    }

    private static String predict(GatewayProcess gateway) throws Exception {
        return gateway.post("/v1/models/m:predict", "{\"instances\":[1.0,2.0,5.0]}")
                .body();
    }
}
