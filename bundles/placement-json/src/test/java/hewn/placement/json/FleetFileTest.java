package hewn.placement.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFileTest {
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final DeviceId HALL = new DeviceId("hall");
    private static final String SITE = """
            {
              "schema": 1,
              "kind": "fleet",
              "description": "two devices at the door",
              "defaults": {"type": "pi4", "cores": 4, "memory": "512MiB", "speed": "5GFLOP/s"},
              "defaultLink": {"bandwidth": "100Mbit/s", "latency": "2ms"},
              "devices": [{"id": "camera"}, {"id": "hall", "memory": 1000000, "speed": 1e9, "watts": 2.5}],
              "links": [{"between": ["camera", "hall"], "bandwidth": "8Mbit/s", "latency": 0.25}]
            }
            """;

    @Test
    void devicesTakeWhatTheyDoNotStateFromTheDefaults() throws Exception {
        assertThat(read(SITE).devices())
                .containsExactly(
                        new Device(CAMERA, "pi4", 4, 512L << 20, 5e9, "127.0.0.1:0"),
                        new Device(HALL, "pi4", 4, 1_000_000, 1e9, "127.0.0.1:0", 2.5));
    }

    @Test
    void aLinkBetweenTwoHoldsInBothDirectionsAndTheDefaultForAllOthers() throws Exception {
        FleetSnapshot fleet = read(SITE);
        assertThat(fleet.links()).hasSize(6);
        assertThat(fleet.link(CAMERA, HALL)).isEqualTo(new Link(CAMERA, HALL, 1e6, Duration.ofMillis(250)));
        assertThat(fleet.link(HALL, CAMERA)).isEqualTo(new Link(HALL, CAMERA, 1e6, Duration.ofMillis(250)));
        assertThat(fleet.link(DeviceId.GATEWAY, HALL))
                .isEqualTo(new Link(DeviceId.GATEWAY, HALL, 12.5e6, Duration.ofMillis(2)));
    }

    @Test
    void whatIsWrittenReadsAsTheSameFleet() throws Exception {
        FleetSnapshot fleet = new FleetSnapshot(
                Instant.parse("2026-01-31T12:00:00Z"),
                List.of(
                        new Device(CAMERA, "pi4", 4, 512L << 20, 5.1234e9, "10.0.0.1:7000"),
                        new Device(HALL, "pi5", 2, 1L << 33, 1e9 / 3, "10.0.0.2:7000", 2.5)),
                List.of(
                        new Link(CAMERA, HALL, 1e6 / 7, Duration.ofNanos(1_234_567), Duration.ofSeconds(3), 0.7),
                        new Link(HALL, CAMERA, 12.5e6, Duration.ofMillis(1)),
                        new Link(DeviceId.GATEWAY, CAMERA, 12.5e6, Duration.ofMillis(1)),
                        new Link(CAMERA, DeviceId.GATEWAY, 12.5e6, Duration.ofMillis(1))));
        FleetSnapshot again = FleetFile.read(FleetFile.write(fleet));
        assertThat(again.at()).isEqualTo(fleet.at());
        assertThat(again.devices()).isEqualTo(fleet.devices());
        assertThat(again.links()).containsExactlyInAnyOrderElementsOf(fleet.links());
    }

    @Test
    void linksOfDevicesThatLeftAreNotWritten() throws Exception {
        FleetSnapshot fleet = new FleetSnapshot(
                Instant.EPOCH,
                List.of(new Device(CAMERA, "pi4", 4, 1, 1, "a:1")),
                List.of(new Link(CAMERA, HALL, 1, Duration.ZERO)));
        assertThat(FleetFile.read(FleetFile.write(fleet)).links()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "512MiB"            | "512 megs"  | defaults.memory: it is "512 megs"             | 512MiB
                    "cores": 4          | "cores": 4.5| defaults.cores: it is 4.5                     | such as 3
                    , "speed": "5GFLOP/s" | ''        | devices[0].speed: neither                     | FLOP/s
                    "watts"             | "Watts"     | devices[1].Watts: there is no such field      | watts
                    "id": "hall"        | "id": "a b" | devices[1].id: a device's id is made of       | mend
                    "camera", "hall"    | "camera"    | links[0].between: it names 1 ends             | two
                    "camera", "hall"    | "camera", "x" | links[0].between[1]: there is no device 'x' | gateway
                    "bandwidth": "8Mbit/s", | ''      | links[0].bandwidth: it is missing             | add
                    "schema": 1         | "schema": 2 | schema: it is 2                               | fits
                    "kind": "fleet"     | "kind": "x" | kind: it is "x"                               | fleet
                    "id": "hall",       | "id": "hall", "id": "x", | line 7: it is no JSON               | object
                    "schema": 1,        | schema      | line 2: it is no JSON                         | object
                    """)
    void errorsNameTheFieldAndWhatToDo(String right, String wrong, String error, String remedy) {
        String file = SITE.replace(right, wrong);
        assertThat(file).isNotEqualTo(SITE);
        assertThatExceptionOfType(PlacementFileException.class)
                .isThrownBy(() -> read(file))
                .satisfies(refused -> {
                    assertThat(refused.getMessage()).contains(error);
                    assertThat(refused.remedy()).contains(remedy);
                });
    }

    private static FleetSnapshot read(String json) throws PlacementFileException {
        return FleetFile.read(json.getBytes(UTF_8));
    }
}
