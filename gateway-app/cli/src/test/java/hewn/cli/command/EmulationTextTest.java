package hewn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.cli.emulation.Cluster;
import hewn.cli.emulation.EmulationReport;
import hewn.cli.emulation.EmulationReport.Figures;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulationTextTest {
    private static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    @Test
    void tellsHowMuchOfTheHostADeviceIs() {
        assertThat(text(device("pi", 10e9), device("server", 100e9)))
                .contains("5.0 ×", "0.5 ×")
                .contains("all devices at the same time would take 110 % of the 2 cores")
                .endsWith("faster than a core here, so never as fast as stated: server");
    }

    @Test
    void isSilentOnDevicesThatAreTooFastWhereThereAreNone() {
        assertThat(text(device("pi", 10e9))).endsWith("of the 2 cores");
    }

    @Test
    void saysWithFiguresThatTheHostIsTooBusy() {
        assertThat(EmulationText.verdict(
                        new EmulationReport(1e9, new Figures(40, 9, 20, 2, 0.5), new Figures(100, 3, 1, 0.02, 0.004))))
                .isEqualTo(
                        "the host is too busy for true figures: 9 of 40 computations were late, and all together took"
                                + " 10.0 % too long; what was sent came 200 µs too late in the mean, 4.00 ms at worst");
    }

    @Test
    void saysThatEmulatedTimesAreTrue() {
        assertThat(EmulationText.verdict(new EmulationReport(1e9, new Figures(40, 0, 20, 0, 0), NONE)))
                .startsWith("emulated times are true: 0 of 40");
    }

    private static String text(Device... devices) {
        FleetSnapshot fleet = new FleetSnapshot(Instant.EPOCH, List.of(devices), List.of());
        return new EmulationText(new Cluster(Path.of("any"), fleet), 50e9, 2).toString();
    }

    private static Device device(String id, double flopsPerSecond) {
        return new Device(new DeviceId(id), "board", 1, 1 << 30, flopsPerSecond, "127.0.0.1:0");
    }
}
