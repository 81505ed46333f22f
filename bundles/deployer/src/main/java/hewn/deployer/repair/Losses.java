package hewn.deployer.repair;

import hewn.fleet.DeviceId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What a deployment misses of what serves: devices that are gone, and slices that are not loaded any more. Guarded by the
 * state of the deployment.
 */
final class Losses {
    /** All devices that went offline, needed or not; whether they were stopped. */
    private final Map<DeviceId, Boolean> offline = new HashMap<>();

    private final Set<DeviceId> missing = new HashSet<>();
    private boolean isReloadNeeded;

    void online(DeviceId device) {
        offline.remove(device);
    }

    void offline(DeviceId device, boolean stopped) {
        offline.put(device, stopped);
    }

    /** Tells of each device that is offline whether it was stopped. */
    void forEachOffline(BiConsumer<DeviceId, Boolean> told) {
        offline.forEach(told);
    }

    /** They are needed, and not there. */
    void miss(Collection<DeviceId> devices) {
        missing.addAll(devices);
    }

    /** It is missed no more; whether it was. */
    boolean find(DeviceId device) {
        return missing.remove(device);
    }

    Set<DeviceId> missing() {
        return Set.copyOf(missing);
    }

    boolean misses(DeviceId device) {
        return missing.contains(device);
    }

    boolean missesAny(Set<DeviceId> devices) {
        return !Collections.disjoint(missing, devices);
    }

    boolean missesDevices() {
        return !missing.isEmpty();
    }

    /** Some of its devices hold it no more, though they may be there. */
    void needReload() {
        isReloadNeeded = true;
    }

    boolean isReloadNeeded() {
        return isReloadNeeded;
    }

    /** Something new serves, which misses nothing. */
    void clear() {
        isReloadNeeded = false;
        missing.clear();
    }
}
