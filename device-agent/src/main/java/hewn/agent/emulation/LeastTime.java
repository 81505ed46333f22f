package hewn.agent.emulation;

import hewn.inference.EngineException;
import java.util.concurrent.TimeUnit;

/**
 * Finds what a computation takes: the least of many calls, for whatever else the machine does only makes them slower, by
 * the clock or by processor time, of which other processes take nothing.
 *
 * @param clock tells both
 */
record LeastTime(EmulationClock clock) {
    private static final int MOST_CALLS = 100;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Processor time is told in steps of some milliseconds, so that of several calls is taken together, or none. */
    long nanos(Computation computation) throws EngineException {
        long processorBefore = processorNanos();
        long begun = clock.nanoTime();
        long now = begun;
        long processor = 0;
        long least = Long.MAX_VALUE;
        int calls = 0;
        while (calls == 0 || calls < MOST_CALLS && !isEnough(now - begun, processor)) {
            computation.run();
            long then = now;
            now = clock.nanoTime();
            least = Math.min(least, now - then);
            processor = processorNanos() - processorBefore;
            calls++;
        }
        return Math.max(1, processor < TELLING_NANOS ? least : Math.min(least, processor / calls));
    }

    private static boolean isEnough(long nanos, long processorNanos) {
        return nanos >= MOST_NANOS || nanos >= BATCH_NANOS && processorNanos >= TELLING_NANOS;
    }

    /** The same at every call where the system does not tell. */
    private long processorNanos() {
        return clock.processorNanos().orElse(0);
    }

    /** What is timed. */
    @FunctionalInterface
    interface Computation {
        void run() throws EngineException;
    }
}
