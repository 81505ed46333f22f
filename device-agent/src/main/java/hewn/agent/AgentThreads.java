package hewn.agent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an agent besides those of its stages. All are daemons: they keep no process alive. */
final class AgentThreads {
    private static final int COMMANDS = 16;

    private AgentThreads() {}

    /** One thread for what happens at its time. */
    static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("agent-timer"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A thread for each command under way; more than {@value #COMMANDS} are rejected. */
    static ExecutorService commands() {
        return new ThreadPoolExecutor(
                0, COMMANDS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("agent-command"));
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
