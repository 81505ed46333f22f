package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whom a device probes, by what all devices say of themselves: every other one. Both of a pair do, so that each knows
 * the link when a transfer shows how fast it is.
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

    /** The addresses of all that are online, in the order of their ids. */
    synchronized Map<DeviceId, String> toProbe() {
        Map<DeviceId, String> all = new TreeMap<>(addresses);
        all.keySet().retainAll(online);
        return all;
    }

    private boolean isMine(DeviceId device) {
        return !device.equals(DeviceId.GATEWAY) && !device.equals(self);
    }
}
