package hewn.dispatcher;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one dispatcher: those that hand over outcomes, and one for deadlines and pauses. */
final class DispatcherThreads implements AutoCloseable {
    /** Something is always due sooner than most deadlines: a new one that is next would wake the timer's thread. */
    private static final int TICK_MILLIS = 500;

    private final ExecutorService completions;
    private final ScheduledThreadPoolExecutor timer;

    DispatcherThreads() {
        completions = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), task -> daemon(task, "dispatcher-completion"));
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "dispatcher-deadlines"));
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleAtFixedRate(() -> {}, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    ExecutorService completions() {
        return completions;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** What the timer is at is finished, and so is all that is to be handed over. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        completions.shutdown();
    }
}
