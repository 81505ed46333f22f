package hewn.deployer.device;

import static hewn.deployer.device.CutOffDevices.FIRST;
import static hewn.deployer.device.CutOffDevices.LONGEST;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutOffDevicesTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");
    private static final FleetSnapshot FLEET = new FleetSnapshot(
            Instant.EPOCH,
            List.of(device(A), device(B)),
            List.of(
                    new Link(A, B, 1e6, Duration.ofMillis(1)),
                    new Link(A, DeviceId.GATEWAY, 1e6, Duration.ofMillis(1))));

    private long nanos;
    private final CutOffDevices cutOff = new CutOffDevices(() -> nanos);

    private static Device device(DeviceId id) {
        return new Device(id, "pi", 4, 1L << 30, 1e9, id + ":1");
    }

    @Test
    void isLeftOutOfItsModelsPlacementsWithItsLinks() {
        cutOff.add("m", B);
        FleetSnapshot left = cutOff.without("m", FLEET);
        assertThat(left.devices()).containsExactly(device(A));
        assertThat(left.links()).extracting(Link::to).containsExactly(DeviceId.GATEWAY);
        assertThat(cutOff.without("other", FLEET)).isEqualTo(FLEET);
    }

    @Test
    void mayBeTriedAgainAfterATimeThatDoublesUpToALongestOne() {
        for (Duration lasts = FIRST; lasts.compareTo(LONGEST) < 0; lasts = lasts.multipliedBy(2)) {
            assertLeftOutFor(lasts);
        }
        assertLeftOutFor(LONGEST);
        assertLeftOutFor(LONGEST);
    }

    @Test
    void beginsAnewWhenItWorkedForLong() {
        assertLeftOutFor(FIRST);
        assertLeftOutFor(FIRST.multipliedBy(2));
        nanos += LONGEST.toNanos();
        assertLeftOutFor(FIRST);
    }

    @Test
    void isNotPunishedAgainWhileItIsLeftOut() {
        cutOff.add("m", B);
        nanos += FIRST.toNanos() / 2;
        cutOff.add("m", B);
        nanos += FIRST.toNanos() / 2;
        assertThat(cutOff.without("m", FLEET)).isEqualTo(FLEET);
    }

    @Test
    void mayBeTriedAgainOnceItWasRestartedOrReached() {
        cutOff.add("m", B);
        cutOff.restarted(B);
        assertThat(cutOff.without("m", FLEET)).isEqualTo(FLEET);
        cutOff.add("m", B);
        cutOff.reached("other", List.of(B));
        assertThat(cutOff.without("m", FLEET)).isNotEqualTo(FLEET);
        cutOff.reached("m", List.of(A, B));
        assertThat(cutOff.without("m", FLEET)).isEqualTo(FLEET);
    }

    @Test
    void isSuspectedForAWhileAfterwards() {
        assertThat(cutOff.suspect("m", List.of(A, B))).isEmpty();
        assertLeftOutFor(FIRST);
        assertThat(cutOff.suspect("m", List.of(A, B))).contains(B);
        nanos += LONGEST.toNanos();
        assertThat(cutOff.suspect("m", List.of(A, B))).isEmpty();
    }

    private void assertLeftOutFor(Duration lasts) {
        cutOff.add("m", B);
        nanos += lasts.toNanos() - 1;
        assertThat(cutOff.without("m", FLEET)).isNotEqualTo(FLEET);
        nanos++;
        assertThat(cutOff.without("m", FLEET)).isEqualTo(FLEET);
    }
}
