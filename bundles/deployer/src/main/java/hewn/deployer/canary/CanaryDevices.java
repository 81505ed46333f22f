package hewn.deployer.canary;

import hewn.deployer.journal.CanaryEntry;
import hewn.fleet.DeviceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was heard of devices, as far as it matters to canaries. Guarded by the state of the deployment. */
final class CanaryDevices {
    private final Set<DeviceId> offline = new HashSet<>();

    /** Devices that may still hold what a former process of the gateway tried, by its generation. */
    private final Map<DeviceId, Long> leftover = new HashMap<>();

    /** Devices of what was adopted that nothing was heard of yet. */
    private final Set<DeviceId> unseen = new HashSet<>();

    void online(DeviceId device) {
        offline.remove(device);
    }

    void offline(DeviceId device) {
        offline.add(device);
        unseen.remove(device);
    }

    List<DeviceId> offline() {
        return List.copyOf(offline);
    }

    /** What is not tried any more may be left on its devices. */
    void leave(CanaryEntry dropped) {
        dropped.deployed().toStages().forEach(place -> leftover.put(place.device(), dropped.generation()));
    }

    /** The generation that may be left on a device, told once. */
    Optional<Long> takeLeftover(DeviceId device) {
        return Optional.ofNullable(leftover.remove(device));
    }

    /** Something is tried already, whose devices are still to be heard of. */
    void await(RunningCanary adopted) {
        unseen.addAll(adopted.active().devices());
    }

    void awaitNone() {
        unseen.clear();
    }

    /** It is awaited no more; whether it was. */
    boolean seeAwaited(DeviceId device) {
        return unseen.remove(device);
    }

    boolean areAllSeen() {
        return unseen.isEmpty();
    }
}
