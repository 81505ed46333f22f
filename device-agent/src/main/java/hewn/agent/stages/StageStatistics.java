package hewn.agent.stages;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Counts the calls of a stage. Safe for use by several threads.
 */
final class StageStatistics {
    private static final int REMEMBERED = 128;

    private final long[] lastNanos = new long[REMEMBERED];
    private long calls;
    private long failures;
    private long computed;

    synchronized void computed(long nanos) {
        lastNanos[(int) (computed++ % REMEMBERED)] = nanos;
        calls++;
    }

    synchronized void failed() {
        calls++;
        failures++;
    }

    /** One that was computed did not get on. */
    synchronized void lost() {
        failures++;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long failures() {
        return failures;
    }

    /** The median of the last calls that succeeded; 0 before the first. */
    synchronized long medianMicros() {
        long[] sorted = Arrays.copyOf(lastNanos, (int) Math.min(computed, REMEMBERED));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(sorted[sorted.length / 2]);
    }
}
