package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.link.probe.Peers.Ring;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides whose turn it is. A peer that is new comes first, then whose turn is longest ago; one that probes this device
 * first has its turn half a refresh later. After a probe there is a pause of a hundred times what it took, so that
 * probing takes at most one part in a hundred of a link's time. As long as nothing serves, a peer that was never
 * measured waits for a quarter of what the last probe took only.
 */
final class ProbeTurns {
    private static final int PAUSE = 100;
    private static final int PARTS_IF_QUIET = 400;
    private static final int RETRIES = 10;

    /** What took very long came to nothing, and kept nobody from using the link. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Supplier<Duration> refresh;
    private final RandomGenerator random;
    private final Map<DeviceId, Long> dueNanos = new HashMap<>();
    private final Set<DeviceId> measured = new HashSet<>();
    private long endNanos;
    private long pauseNanos;

    /**
     * No turn was taken yet.
     *
     * @param refresh how old a measurement may be; a failed one is tried again after a tenth of it
     * @param random spreads the turns of devices that were started together
     */
    ProbeTurns(Supplier<Duration> refresh, RandomGenerator random) {
        this.refresh = refresh;
        this.random = random;
    }

    /**
     * Whose turn it is, if it is anyone's.
     *
     * @param quiet whether nothing serves, anywhere
     */
    Optional<DeviceId> next(Ring ring, boolean quiet, long nowNanos) {
        forgetAllBut(ring.addresses().keySet());
        ring.addresses().keySet().stream()
                .filter(peer -> !ring.mine().contains(peer))
                .forEach(peer ->
                        dueNanos.putIfAbsent(peer, nowNanos + refresh.get().toNanos() / 2));
        return ring.addresses().keySet().stream()
                .filter(peer -> isDue(peer, nowNanos) && !isPause(peer, quiet, nowNanos))
                .min(Comparator.comparing((DeviceId peer) -> dueNanos.containsKey(peer))
                        .thenComparingLong(peer -> dueNanos.getOrDefault(peer, 0L) - nowNanos));
    }

    private void forgetAllBut(Set<DeviceId> peers) {
        dueNanos.keySet().retainAll(peers);
        measured.retainAll(peers);
    }

    private boolean isDue(DeviceId peer, long nowNanos) {
        return !dueNanos.containsKey(peer) || nowNanos - dueNanos.get(peer) >= 0;
    }

    private boolean isPause(DeviceId peer, boolean quiet, long nowNanos) {
        long pause = quiet && !measured.contains(peer) ? pauseNanos / PARTS_IF_QUIET : pauseNanos;
        return pause > 0 && nowNanos - endNanos < pause;
    }

    /**
     * A turn was taken, and the link measured.
     *
     * @return whether for the first time
     */
    boolean taken(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos());
        return measured.add(peer);
    }

    /** A turn was taken in vain. */
    void failed(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos() / RETRIES);
    }

    private void pause(long tookNanos, long nowNanos) {
        endNanos = nowNanos;
        pauseNanos = Math.min(LONGEST_PAUSE.toNanos(), (long) (tookNanos * PAUSE * (0.75 + random.nextDouble() / 2)));
    }
}
