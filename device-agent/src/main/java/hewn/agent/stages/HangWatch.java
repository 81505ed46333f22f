package hewn.agent.stages;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices calls that do not come back. A native call can't be ended from outside, so all that can be done is to go on
 * without it.
 */
public final class HangWatch {
    private final ScheduledExecutorService timer;
    private final Duration engineLimit;
    private final Duration limit;

    /**
     * A watch.
     *
     * @param timer tells when the time is over
     * @param engineLimit after which the engine itself ends a call, where it can
     * @param grace how much longer to wait before a call is given up
     */
    public HangWatch(ScheduledExecutorService timer, Duration engineLimit, Duration grace) {
        this.timer = timer;
        this.engineLimit = engineLimit;
        this.limit = engineLimit.plus(grace);
    }

    Duration engineLimit() {
        return engineLimit;
    }

    Duration limit() {
        return limit;
    }

    /** Watches a call until it is closed. */
    Watched begin(Runnable onHang) {
        Future<?> alarm = timer.schedule(onHang, limit.toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    /** A call under way. */
    @FunctionalInterface
    interface Watched extends AutoCloseable {
        @Override
        void close();
    }
}
