package hewn.deployer.device;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetMonitor;
import hewn.wire.CommandReply;
import hewn.wire.ControlException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Replies that devices owe. Those of a device that stays offline, or is a new process that never saw the command, are
 * waited for no longer. Safe for use by several threads.
 */
public final class OwedReplies {
    private final FleetMonitor fleet;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Set<Owed> owed = ConcurrentHashMap.newKeySet();

    /** Since when devices that owe a reply are seen to be offline. */
    private final Map<DeviceId, Long> offlineSince = new ConcurrentHashMap<>();

    private record Owed(DeviceId device, CompletableFuture<CommandReply> reply) {
        void cancel(String why) {
            reply.completeExceptionally(new ControlException(why));
        }
    }

    /**
     * Nothing is owed yet.
     *
     * @param fleet knows who is online
     * @param patience with a device that went offline
     * @param nanoTime tells how time passes
     */
    public OwedReplies(FleetMonitor fleet, Duration patience, LongSupplier nanoTime) {
        this.fleet = fleet;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * A command was sent.
     *
     * @param pending completes when the device replies, or after the command's own limit
     * @return completes alike, but sooner if the device is lost
     */
    CompletableFuture<CommandReply> expect(DeviceId device, CompletionStage<CommandReply> pending) {
        Owed debt = new Owed(device, new CompletableFuture<>());
        owed.add(debt);
        debt.reply().whenComplete((reply, failure) -> owed.remove(debt));
        pending.whenComplete((reply, failure) -> {
            if (failure == null) {
                debt.reply().complete(reply);
            } else {
                debt.reply().completeExceptionally(failure);
            }
        });
        return debt.reply();
    }

    /**
     * A device is a new process, so what it owes by now will not come.
     *
     * @param device which one
     * @return tells those who wait for that; what is sent to the new process from here on is not meant
     */
    public Runnable restarted(DeviceId device) {
        List<Owed> lost =
                owed.stream().filter(debt -> debt.device().equals(device)).toList();
        return () -> lost.forEach(debt -> debt.cancel("it was restarted while its reply was awaited"));
    }

    /**
     * A device is gone for good, unless it is back by now as a new process.
     *
     * @param device which one
     */
    public void died(DeviceId device) {
        if (fleet.snapshot().device(device).isEmpty()) {
            owed.stream()
                    .filter(debt -> debt.device().equals(device))
                    .forEach(debt -> debt.cancel("it went offline while its reply was awaited, and does not answer"));
        }
    }

    /** To be called several times a second, by one thread at a time. */
    public void tick() {
        if (owed.isEmpty()) {
            offlineSince.clear();
            return;
        }
        Set<DeviceId> online =
                fleet.snapshot().devices().stream().map(Device::id).collect(Collectors.toSet());
        Set<DeviceId> missed = owed.stream()
                .map(Owed::device)
                .filter(id -> !online.contains(id))
                .collect(Collectors.toSet());
        long now = nanoTime.getAsLong();
        offlineSince.keySet().retainAll(missed);
        missed.forEach(device -> offlineSince.putIfAbsent(device, now));
        owed.stream()
                .filter(debt -> isLost(debt.device(), now))
                .forEach(debt -> debt.cancel("it went offline while its reply was awaited"));
    }

    private boolean isLost(DeviceId device, long now) {
        Long since = offlineSince.get(device);
        return since != null && now - since >= patience.toNanos();
    }
}
