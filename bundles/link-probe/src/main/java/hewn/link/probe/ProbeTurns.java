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
 * probing takes at most one part in a hundred of a link's time. A peer that was never measured waits for a tenth of that
 * and, as long as nothing serves, for a quarter of what the last probe took only.
 */
final class ProbeTurns {
    private static final int PAUSE = 100;
    private static final int PARTS_IF_NEW = 10;
    private static final int PARTS_IF_NEW_AND_QUIET = 400;
    private static final int RETRIES = 10;

    /** What took very long came to nothing, and kept nobody from using the link. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Who is always at work would never be measured. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Supplier<Duration> refresh;
    private final RandomGenerator random;
    private final Map<DeviceId, Long> dueNanos = new HashMap<>();
    private final Set<DeviceId> tried = new HashSet<>();
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
        return next(ring, quiet, nowNanos, Duration.ZERO);
    }

    /**
     * Whose turn it is although something is under way: who has waited for it so long that nothing is known of the link
     * any more.
     */
    Optional<DeviceId> overdue(Ring ring, long nowNanos) {
        return next(ring, false, nowNanos, LONGEST_WAIT);
    }

    private Optional<DeviceId> next(Ring ring, boolean quiet, long nowNanos, Duration late) {
        forgetAllBut(ring.addresses().keySet());
        long half = refresh.get().toNanos() / 2;
        ring.addresses()
                .keySet()
                .forEach(peer -> dueNanos.putIfAbsent(peer, ring.mine().contains(peer) ? nowNanos : nowNanos + half));
        return ring.addresses().keySet().stream()
                .filter(peer -> nowNanos - dueNanos.get(peer) >= late.toNanos() && !isPause(peer, quiet, nowNanos))
                .min(Comparator.comparing((DeviceId peer) -> tried.contains(peer))
                        .thenComparingLong(peer -> dueNanos.get(peer) - nowNanos));
    }

    private void forgetAllBut(Set<DeviceId> peers) {
        dueNanos.keySet().retainAll(peers);
        tried.retainAll(peers);
        measured.retainAll(peers);
    }

    private boolean isPause(DeviceId peer, boolean quiet, long nowNanos) {
        int partsIfNew = quiet ? PARTS_IF_NEW_AND_QUIET : PARTS_IF_NEW;
        long pause = measured.contains(peer) ? pauseNanos : pauseNanos / partsIfNew;
        return pause > 0 && nowNanos - endNanos < pause;
    }

    /**
     * A turn was taken, and the link measured.
     *
     * @return whether for the first time
     */
    boolean taken(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        tried.add(peer);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos());
        return measured.add(peer);
    }

    /** A turn was taken in vain. */
    void failed(DeviceId peer, long beginNanos, long nowNanos) {
        pause(nowNanos - beginNanos, nowNanos);
        tried.add(peer);
        dueNanos.put(peer, nowNanos + refresh.get().toNanos() / RETRIES);
    }

    private void pause(long tookNanos, long nowNanos) {
        endNanos = nowNanos;
        pauseNanos = Math.min(LONGEST_PAUSE.toNanos(), (long) (tookNanos * PAUSE * (0.75 + random.nextDouble() / 2)));
    }
}
