package hewn.deployer;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What is looked at several times a second. What goes wrong with one thing is not to end the looks at any. */
final class Upkeep implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("deployments-repair"));
    private final FaultBarrier barrier =
            new FaultBarrier(LoggerFactory.getLogger(Upkeep.class), "{} is looked at again later", ticker::isShutdown);

    /** From now on. */
    void begin(Runnable looks) {
        ticker.scheduleWithFixedDelay(looks, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Looks at one thing, named for the log. */
    void lookAt(String what, Runnable look) {
        barrier.run(what, look);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
