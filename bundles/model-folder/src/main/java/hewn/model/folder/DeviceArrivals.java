package hewn.model.folder;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts devices that come online, or come back as a new process. */
final class DeviceArrivals implements FleetListener {
    private final Set<DeviceId> online = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();

    @Override
    public void deviceOnline(Device device, boolean newSession) {
        if (online.add(device.id()) || newSession) {
            count.incrementAndGet();
        }
    }

    @Override
    public void deviceOffline(DeviceId id, boolean stopped) {
        online.remove(id);
    }

    /** How many there were so far. */
    long count() {
        return count.get();
    }
}
