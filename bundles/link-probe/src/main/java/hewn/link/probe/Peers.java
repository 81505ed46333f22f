package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a device probes, by what all devices say of themselves: every other one.
 *
 * <p>As one probe measures both directions, one of each pair goes first. For that all devices stand in a ring, in the
 * order of their ids, and each probes first those of the half ring that follows it, the nearest before the others: so
 * every pair is one device's, all have as many, and devices that begin together do not probe the same one.
 */
final class Peers {
    /** More devices than a site has; a stranger that makes up names takes no more memory than that. */
    private static final int MOST = 10_000;

    private final DeviceId self;
    private final Map<DeviceId, String> addresses = new HashMap<>();
    private final Set<DeviceId> online = new HashSet<>();

    Peers(DeviceId self) {
        this.self = self;
    }

    synchronized void profile(DeviceId device, DeviceProfile profile) {
        if (isMine(device) && (addresses.containsKey(device) || addresses.size() < MOST)) {
            addresses.put(device, profile.dataAddress());
        }
    }

    /**
     * Takes note of who came and who went.
     *
     * @return the device, if it is gone
     */
    synchronized Optional<DeviceId> status(DeviceId device, DeviceStatus status) {
        if (status.online() && isMine(device) && online.size() < MOST) {
            online.add(device);
        } else if (!status.online() && online.remove(device)) {
            addresses.remove(device);
            return Optional.of(device);
        }
        return Optional.empty();
    }

    /**
     * All that are online.
     *
     * @param addresses in the order of the ring, from the next device on
     * @param mine those of them that this device probes first; the others probe it
     */
    record Ring(Map<DeviceId, String> addresses, Set<DeviceId> mine) {}

    synchronized Ring toProbe() {
        TreeSet<DeviceId> all = new TreeSet<>(addresses.keySet());
        all.retainAll(online);
        List<DeviceId> ring = new ArrayList<>(all.tailSet(self));
        ring.addAll(all.headSet(self));
        Map<DeviceId, String> inOrder = new LinkedHashMap<>();
        ring.forEach(peer -> inOrder.put(peer, addresses.get(peer)));
        return new Ring(inOrder, Set.copyOf(ring.subList(0, half(ring))));
    }

    /** The gateway is in no ring: nobody probes it. The one opposite goes to the first of both. */
    private int half(List<DeviceId> ring) {
        if (self.equals(DeviceId.GATEWAY)) {
            return ring.size();
        }
        int half = ring.size() / 2;
        boolean opposite = ring.size() % 2 == 1 && self.compareTo(ring.get(half)) < 0;
        return opposite ? half + 1 : half;
    }

    /** Whether it is one that this device has heard of, or the gateway. */
    synchronized boolean knows(DeviceId device) {
        return device.equals(DeviceId.GATEWAY) || online.contains(device);
    }

    private boolean isMine(DeviceId device) {
        return !device.equals(DeviceId.GATEWAY) && !device.equals(self);
    }
}
