package hewn.itests.chaos.load;

import java.util.concurrent.TimeUnit;

/** Tells how long a run has lasted. */
public final class RunClock {
    private final long begunNanos = System.nanoTime();

    /**
     * The moment of a history.
     *
     * @return milliseconds since the run began
     */
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }
}
