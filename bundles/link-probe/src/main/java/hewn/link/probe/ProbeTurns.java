package hewn.link.probe;

import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides whose turn it is. A peer that is new comes first, then whose turn is longest ago. After a probe there is a
 * pause of a hundred times what it took, so that probing takes at most one part in a hundred of a link's time; a new
 * peer, of which nothing is known, waits a tenth of it.
 */
final class ProbeTurns {
    private static final int PAUSE = 100;
    private static final int EARLIER = 10;

    /** What took very long came to nothing, and kept nobody from using the link. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Supplier<Duration> refresh;
    private final RandomGenerator random;
    private final Map<DeviceId, Long> dueNanos = new HashMap<>();
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

    /** Whose turn it is, if it is anyone's. */
    Optional<DeviceId> next(Set<DeviceId> peers, long nowNanos) {
        dueNanos.keySet().retainAll(peers);
        return peers.stream()
                .filter(peer -> isDue(peer, nowNanos) && !isPause(peer, nowNanos))
                .min(Comparator.comparing((DeviceId peer) -> dueNanos.containsKey(peer))
                        .thenComparingLong(peer -> dueNanos.getOrDefault(peer, 0L) - nowNanos));
    }

    private boolean isDue(DeviceId peer, long nowNanos) {
        return !dueNanos.containsKey(peer) || nowNanos - dueNanos.get(peer) >= 0;
    }

    private boolean isPause(DeviceId peer, long nowNanos) {
        return pauseNanos > 0 && nowNanos - endNanos < (dueNanos.containsKey(peer) ? pauseNanos : pauseNanos / EARLIER);
    }

    /** A turn was taken, and the link measured. */
    void taken(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos());
    }

    /** A turn was taken in vain. */
    void failed(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos() / EARLIER);
    }

    private void pause(long tookNanos, long nowNanos) {
        endNanos = nowNanos;
        pauseNanos = Math.min(LONGEST_PAUSE.toNanos(), (long) (tookNanos * PAUSE * (0.75 + random.nextDouble() / 2)));
    }
}
