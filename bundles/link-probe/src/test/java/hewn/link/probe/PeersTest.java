package hewn.link.probe;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9})
    void everyPairIsProbedFirstByOneOfItsEnds(int count) {
        List<DeviceId> all = devices(count);
        for (DeviceId one : all) {
            for (DeviceId other : all) {
                if (!one.equals(other)) {
                    assertThat(isMine(one, other, all)).isNotEqualTo(isMine(other, one, all));
                }
            }
        }
    }

    @Test
    void allHaveAsManyAndTheNextOnesFirst() {
        List<DeviceId> all = devices(5);
        for (int i = 0; i < all.size(); i++) {
            Peers.Ring ring = peers(all.get(i), all).toProbe();
            assertThat(ring.mine()).containsExactlyInAnyOrder(all.get((i + 1) % 5), all.get((i + 2) % 5));
            assertThat(ring.addresses().keySet()).first().isEqualTo(all.get((i + 1) % 5));
        }
    }

    @Test
    void theGatewayProbesEveryone() {
        List<DeviceId> all = devices(4);
        assertThat(peers(DeviceId.GATEWAY, all).toProbe().mine()).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<DeviceId> devices(int count) {
        return IntStream.range(0, count).mapToObj(i -> new DeviceId("d" + i)).toList();
    }

    private static boolean isMine(DeviceId self, DeviceId other, List<DeviceId> all) {
        return peers(self, all).toProbe().mine().contains(other);
    }

    private static Peers peers(DeviceId self, List<DeviceId> all) {
        Peers peers = new Peers(self);
        for (DeviceId device : all) {
            peers.status(device, new DeviceStatus(true, "s"));
            peers.profile(device, new DeviceProfile("s", "pi", 4, 1 << 30, 1e9, "x", device + ":1", List.of()));
        }
        return peers;
    }
}
