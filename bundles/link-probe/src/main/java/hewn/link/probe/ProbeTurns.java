package hewn.link.probe;

import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Decides whose turn it is. A peer that is new comes first, then whose turn is longest ago. After a probe there is a
 * pause of a hundred times what it took, so that probing takes at most one part in a hundred of a link's time.
 */
final class ProbeTurns {
    private static final int PAUSE = 100;

    private final Duration refresh;
    private final RandomGenerator random;
    private final Map<DeviceId, Long> lastNanos = new HashMap<>();
    private long pauseEndNanos;
    private boolean paused;

    /**
     * No turn was taken yet.
     *
     * @param refresh how old a measurement may be; a failed one is tried again after as long
     * @param random spreads the turns of devices that were started together
     */
    ProbeTurns(Duration refresh, RandomGenerator random) {
        this.refresh = refresh;
        this.random = random;
    }

    /** Whose turn it is, if it is anyone's. */
    Optional<DeviceId> next(Set<DeviceId> peers, long nowNanos) {
        lastNanos.keySet().retainAll(peers);
        if (paused && nowNanos - pauseEndNanos < 0) {
            return Optional.empty();
        }
        return peers.stream()
                .filter(peer -> isDue(peer, nowNanos))
                .min(Comparator.comparing((DeviceId peer) -> lastNanos.containsKey(peer))
                        .thenComparingLong(peer -> lastNanos.getOrDefault(peer, 0L) - nowNanos));
    }

    private boolean isDue(DeviceId peer, long nowNanos) {
        return !lastNanos.containsKey(peer) || nowNanos - lastNanos.get(peer) >= refresh.toNanos();
    }

    /** A turn was taken. */
    void taken(DeviceId peer, long beginNanos, long endNanos) {
        lastNanos.put(peer, endNanos);
        paused = true;
        pauseEndNanos = endNanos + (long) ((endNanos - beginNanos) * PAUSE * (0.75 + random.nextDouble() / 2));
    }
}
