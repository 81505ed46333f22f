package hewn.itests.system;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.itests.support.AgentProcess;
import hewn.itests.support.Eventually;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AgentLifeIT {
    private static final String NOWHERE = "mqtt://127.0.0.1:9";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void saysWhatItIsAndEndsWithStatusZero() throws Exception {
        try (Site site = new Site(folder)) {
            AgentProcess agent = site.start("camera-1", "--memory=512MiB", "--cores=1", "--metrics=0.2s");
            DeviceProfile profile = site.awaitOnline("camera-1");
            assertThat(profile.memoryBytes()).isEqualTo(512L << 20);
            assertThat(profile.cores()).isEqualTo(1);
            assertThat(profile.type()).endsWith(", 1 core");
            assertThat(profile.flopsPerSecond()).isGreaterThan(1e8);
            assertThat(profile.engine()).startsWith("TensorFlow 2.");
            assertThat(profile.dataAddress()).startsWith("127.0.0.1:");
            assertThat(profile.held()).isEmpty();
            site.awaitMetrics("camera-1", metrics -> metrics.session().equals(profile.session()));
            assertThat(agent.stop(STOP)).isZero();
            assertThat(site.awaitStatus("camera-1", status -> !status.online()))
                    .isEqualTo(new DeviceStatus(false, profile.session(), true));
        }
    }

    @Test
    void warnsOnceOfABrokerThatIsNotThereAndGoesOnTrying() throws Exception {
        try (Site site = new Site(folder)) {
            site.stopBroker();
            AgentProcess agent = site.start("camera-1");
            Eventually.eventually("a warning", agent::log, log -> log.contains("WARN"));
            site.startBroker();
            site.awaitOnline("camera-1");
            assertThat(agent.log().lines().filter(line -> line.contains("WARN")))
                    .hasSize(1);
            assertThat(agent.log()).doesNotContain("Exception");
        }
    }

    @Test
    void theSecondOfOneNameEndsAndLeavesTheFirstAlone() throws Exception {
        try (Site site = new Site(folder)) {
            AgentProcess first = site.start("camera-1");
            site.awaitOnline("camera-1");
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            try (AgentProcess second = AgentProcess.start(site.broker(), "camera-1", elsewhere)) {
                assertThat(second.await(START)).isEqualTo(2);
                assertThat(second.log()).contains("another agent is running as 'camera-1'", "--id");
                assertThat(first.log()).doesNotContain(" WARN ");
                assertThat(first.stop(STOP)).isZero();
            }
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(List.of("--broker", NOWHERE), "--id"),
                Arguments.of(List.of("--broker", NOWHERE, "--id", "a/b"), "'a/b'"),
                Arguments.of(List.of("--broker", "localhost", "--id", "camera-1"), "mqtt://HOST:PORT"),
                Arguments.of(List.of("--broker", NOWHERE, "--id", "camera-1", "--data", "/dev/null"), "/dev/null"),
                Arguments.of(List.of("--broker", NOWHERE, "--id", "camera-1", "--colour", "red"), "--colour"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineAndStatusTwo(List<String> arguments, String words) throws Exception {
        assertOneLineAndStatusTwo(arguments, words);
    }

    private void assertOneLineAndStatusTwo(List<String> arguments, String words) throws Exception {
        Path log = Files.createTempFile(folder, "agent", ".log");
        try (AgentProcess agent = AgentProcess.run(log, arguments)) {
            assertThat(agent.await(START)).isEqualTo(2);
            assertThat(agent.log().lines()).hasSize(1);
            assertThat(agent.log()).startsWith("hewn-agent: ").contains(words);
        }
    }

    @Test
    void aPortInUseIsOneLineAndStatusTwo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            assertOneLineAndStatusTwo(
                    List.of("--broker", NOWHERE, "--id", "a", "--listen", listen, "--data", folder.toString()), listen);
        }
    }

    @Test
    void aFolderInUseIsOneLineAndStatusTwo() throws Exception {
        try (Site site = new Site(folder)) {
            site.start("camera-1");
            site.awaitOnline("camera-1");
            String data = folder.resolve("camera-1").toString();
            assertOneLineAndStatusTwo(List.of("--broker", NOWHERE, "--id", "a", "--data", data), "another agent");
        }
    }
}
