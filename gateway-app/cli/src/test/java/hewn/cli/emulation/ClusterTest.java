package hewn.cli.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.fleet.DeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
    private static final Home SOURCES = new Home(Path.of("..", "distribution", "src", "main", "distribution"));

    @TempDir
    private Path folder;

    @Test
    void readsThoseThatComeWithTheDistribution() throws Exception {
        assertThat(Cluster.find("five-pis", SOURCES).ids()).containsExactly("pi-1", "pi-2", "pi-3", "pi-4", "pi-5");
        assertThat(Cluster.find("mixed-site.json", SOURCES).ids()).hasSize(6).contains("camera-yard");
        assertThat(Cluster.find("twenty-nodes", SOURCES).ids()).hasSize(20);
    }

    @Test
    void statesEveryLinkOfThem() throws Exception {
        Cluster pis = Cluster.find("five-pis", SOURCES);
        assertThat(pis.fleet().links()).hasSize(6 * 5).allSatisfy(link -> {
            assertThat(link.bandwidthBytesPerSecond()).isEqualTo(12.5e6);
            assertThat(link.latency()).isEqualTo(Duration.ofMillis(2));
        });
        assertThat(pis.fleet().link(DeviceId.GATEWAY, new DeviceId("pi-1")).confidence())
                .isEqualTo(1);
        assertThat(pis.flopsPerSecond()).isEqualTo(50e9);
    }

    @Test
    void namesThoseThatThereAreInPlaceOfOneThatThereIsNot() {
        assertThatThrownBy(() -> Cluster.find("six-pis", SOURCES))
                .isInstanceOfSatisfying(
                        CliException.class,
                        failure ->
                                assertThat(failure.remedy()).contains("five-pis, mixed-site, slow-wifi, twenty-nodes"))
                .hasMessageContaining("six-pis");
    }

    @Test
    void namesTheFieldThatDoesNotFit() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.json"), """
                {"kind": "fleet", "schema": 1, "devices": [{"id": "pi", "memory": "1GiB", "speed": "fast"}]}
                """);
        assertThatThrownBy(() -> Cluster.find(file.toString(), SOURCES))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("devices[0].speed");
    }
}
