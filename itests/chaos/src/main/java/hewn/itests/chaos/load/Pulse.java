package hewn.itests.chaos.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether answers flow at this moment. It keeps what ended since it was {@linkplain #watch told to watch}. */
public final class Pulse {
    private static final int IN_A_ROW = 8;

    private final List<Beat> beats = new ArrayList<>(); // guarded by this
    private long watchedFromMillis; // guarded by this

    /**
     * Takes a request that has ended.
     *
     * @param startMillis when it was sent
     * @param endMillis when it ended
     * @param good whether with a result
     */
    synchronized void beat(long startMillis, long endMillis, boolean good) {
        beats.add(new Beat(startMillis, endMillis, good));
    }

    /**
     * Forgets what was before.
     *
     * @param fromMillis now
     */
    public synchronized void watch(long fromMillis) {
        beats.clear();
        watchedFromMillis = fromMillis;
    }

    /**
     * Tells when answers flowed again.
     *
     * @param afterMillis only requests that were sent later count
     * @return when the first of some results without an error between them came; empty if there are not as many yet
     */
    public synchronized Optional<Long> flowsSince(long afterMillis) {
        List<Beat> later = beats.stream()
                .filter(beat -> beat.startMillis() >= afterMillis)
                .sorted(Comparator.comparingLong(Beat::endMillis))
                .toList();
        int good = 0;
        for (int i = 0; i < later.size(); i++) {
            good = later.get(i).good() ? good + 1 : 0;
            if (good == IN_A_ROW) {
                return Optional.of(later.get(i - IN_A_ROW + 1).endMillis());
            }
        }
        return Optional.empty();
    }

    /**
     * The longest time without a result since it watches.
     *
     * @param untilMillis where to stop looking
     * @return in milliseconds
     */
    public synchronized long longestGapMillis(long untilMillis) {
        long last = watchedFromMillis;
        long longest = 0;
        for (long end : beats.stream()
                .filter(Beat::good)
                .mapToLong(Beat::endMillis)
                .sorted()
                .toArray()) {
            longest = Math.max(longest, Math.min(end, untilMillis) - last);
            last = Math.min(end, untilMillis);
        }
        return Math.max(longest, untilMillis - last);
    }

    /** A request that has ended. */
    private record Beat(long startMillis, long endMillis, boolean good) {}
}
