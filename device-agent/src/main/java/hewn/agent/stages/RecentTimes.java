package hewn.agent.stages;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The last times that something took. */
final class RecentTimes {
    private static final int REMEMBERED = 128;

    private final long[] lastNanos = new long[REMEMBERED];
    private long count;

    void add(long nanos) {
        lastNanos[(int) (count++ % REMEMBERED)] = nanos;
    }

    /** The median; 0 before the first. */
    long medianMicros() {
        long[] sorted = Arrays.copyOf(lastNanos, (int) Math.min(count, REMEMBERED));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(sorted[sorted.length / 2]);
    }
}
