package hewn.deployer.repair;

import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus.Failure;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What a deployment misses of what serves: devices that are gone, and slices that are not loaded any more. Guarded by the
 * state of the deployment.
 */
final class Losses {
    private static final Failure UNLOADED = Outage.lost("its devices are there, but have to load it again");

    /** All devices that went offline, needed or not; whether they were stopped. */
    private final Map<DeviceId, Boolean> offline = new HashMap<>();

    private final Set<DeviceId> missing = new HashSet<>();
    private boolean isReloadNeeded;

    /** Why its devices hold it no more. */
    private Failure reloadedFor = UNLOADED;

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

    /** As {@link #needReload}, for a reason of which clients are told. */
    void needReload(Failure why) {
        isReloadNeeded = true;
        reloadedFor = why;
    }

    /** What is wrong now. */
    Failure failure() {
        return missing.isEmpty() ? reloadedFor : Outage.lost(whatIsMissing());
    }

    private String whatIsMissing() {
        if (missing.size() == 1) {
            DeviceId device = missing.iterator().next();
            return "device '" + device + "' " + (offline.getOrDefault(device, false) ? "was stopped" : "is offline");
        }
        return missing.stream()
                .sorted()
                .map(device -> "'" + device + "'")
                .collect(Collectors.joining(", ", "devices ", " are offline"));
    }

    /** Why it can't be repaired, for clients, who can do less about it than an administrator. */
    String explain(Failure repair) {
        return missing.isEmpty()
                ? repair.message() + "; " + repair.remedy()
                : whatIsMissing() + ", and the others can't run the model: " + repair.message();
    }

    boolean isReloadNeeded() {
        return isReloadNeeded;
    }

    /** Something new serves, which misses nothing. */
    void clear() {
        isReloadNeeded = false;
        reloadedFor = UNLOADED;
        missing.clear();
    }
}
