package hewn.agent.emulation;

import hewn.inference.EngineException;
import java.util.OptionalLong;
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

    /** Processor time is told in steps of some milliseconds, so that of several calls is taken together. */
    long nanos(Computation computation) throws EngineException {
        OptionalLong before = clock.processorNanos();
        long begun = clock.nanoTime();
        long least = Long.MAX_VALUE;
        int calls = 0;
        long now = begun;
        while (calls == 0 || now - begun < BATCH_NANOS && calls < MOST_CALLS) {
            computation.run();
            long then = now;
            now = clock.nanoTime();
            least = Math.min(least, now - then);
            calls++;
        }
        OptionalLong after = clock.processorNanos();
        if (before.isPresent() && after.isPresent() && after.getAsLong() > before.getAsLong()) {
            least = Math.min(least, (after.getAsLong() - before.getAsLong()) / calls);
        }
        return Math.max(1, least);
    }

    /** What is timed. */
    @FunctionalInterface
    interface Computation {
        void run() throws EngineException;
    }
}
