package hewn.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetSnapshotTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");

    @Test
    void sortsDevicesAndRefusesTwins() {
        FleetSnapshot fleet = new FleetSnapshot(Instant.EPOCH, List.of(device("b"), device("a")), List.of());
        assertThat(fleet.devices()).extracting(Device::id).containsExactly(A, B);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetSnapshot(Instant.EPOCH, List.of(device("a"), device("a")), List.of()))
                .withMessageContaining("twice");
    }

    @Test
    void knowsMeasuredLinksAndAssumesTheOthers() {
        Link measured = new Link(A, B, 1e6, Duration.ofMillis(20));
        FleetSnapshot fleet = new FleetSnapshot(Instant.EPOCH, List.of(device("a"), device("b")), List.of(measured));
        assertThat(fleet.link(A, B)).isEqualTo(measured);
        assertThat(fleet.link(B, A)).isEqualTo(FleetSnapshot.assumed(B, A));
        assertThat(measured.seconds(500_000)).isEqualTo(0.52, within(1e-9));
    }

    @Test
    void noDeviceIsCalledLikeTheGatewayOrLikeATopic() {
        assertThatIllegalArgumentException().isThrownBy(() -> device("gateway"));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId("+"));
    }

    @Test
    void figuresThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Device(A, "pi", 4, 1, Double.NaN, "h:1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Link(A, B, 0, Duration.ZERO));
    }

    private static Device device(String id) {
        return new Device(new DeviceId(id), "pi", 4, 1 << 20, 1e9, "127.0.0.1:1");
    }
}
