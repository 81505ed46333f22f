package hewn.dispatcher;

import hewn.fleet.DeviceId;
import hewn.pipeline.CutOff;
import hewn.pipeline.PipelineStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Notices that nothing gets to a stage any more: executions were lost on the hop to it for {@link #PATIENCE} while none
 * came through. What comes from a stage, were it a failure, proves that the hops up to it work.
 *
 * <p>All that is lost when one connection breaks counts once, for it is sent again over another one; so losses must lie
 * {@link #LEAST_SPAN} apart. Safe for use by several threads.
 */
final class HopWatch {
    /** Long enough for an agent that is restarted to be missed by the broker first. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What is turned away once is executed again within it. */
    static final Duration LEAST_SPAN = Duration.ofSeconds(1);

    /** Longer than the longest pause before an execution and the time in which silence is noticed, together. */
    static final Duration MEMORY = Duration.ofSeconds(15);

    /** What was lost on one hop, and nothing came through since. */
    private record Losses(long firstNanos, long lastNanos, String reason) {
        Losses with(Losses next) {
            boolean belong = next.lastNanos - lastNanos <= MEMORY.toNanos();
            return belong ? new Losses(firstNanos, next.lastNanos, next.reason) : next;
        }

        boolean isEnough(long nanos) {
            return nanos - firstNanos >= PATIENCE.toNanos() && lastNanos - firstNanos >= LEAST_SPAN.toNanos();
        }
    }

    private final List<DeviceId> devices;
    private final LongSupplier nanoTime;
    private final Map<Integer, Losses> byReceiver = new TreeMap<>();

    HopWatch(List<PipelineStage> stages, LongSupplier nanoTime) {
        this.devices = stages.stream().map(PipelineStage::device).toList();
        this.nanoTime = nanoTime;
    }

    /** An execution did not get to the first stage. */
    void unsent(String reason) {
        lost(0, reason);
    }

    /** An execution got to a device, but not to the next one. The way from the last one is the way of this message. */
    void notHandedOn(DeviceId sender, String reason) {
        cameFrom(sender);
        IntStream.range(1, devices.size())
                .filter(receiver -> devices.get(receiver - 1).equals(sender))
                .findFirst()
                .ifPresent(receiver -> lost(receiver, reason));
    }

    /** An execution got to a device, whatever became of it there. */
    synchronized void cameFrom(DeviceId device) {
        byReceiver.keySet().removeIf(receiver -> receiver <= devices.indexOf(device));
    }

    /** All hops work, or it begins anew. */
    synchronized void forget() {
        byReceiver.clear();
    }

    private synchronized void lost(int receiver, String reason) {
        long nanos = nanoTime.getAsLong();
        byReceiver.merge(receiver, new Losses(nanos, nanos, reason), Losses::with);
    }

    /** The first device that nothing gets to. */
    synchronized Optional<CutOff> cutOff() {
        long nanos = nanoTime.getAsLong();
        return byReceiver.entrySet().stream()
                .filter(hop -> hop.getValue().isEnough(nanos))
                .findFirst()
                .map(hop -> new CutOff(devices.get(hop.getKey()), hop.getValue().reason()));
    }
}
