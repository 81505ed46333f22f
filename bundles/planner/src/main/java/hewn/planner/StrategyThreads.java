package hewn.planner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;

/** The thread of a call, and all that it starts: a thread is born into the group of the one that makes it. */
final class StrategyThreads {
    private final String strategy;
    private final ThreadGroup group;
    private final Runaways runaways;

    private StrategyThreads(String strategy, Runaways runaways) {
        this.strategy = strategy;
        this.group = new ThreadGroup("strategy-" + strategy);
        this.runaways = runaways;
    }

    /** Runaways hear of those that are interrupted. */
    static StrategyThreads start(OfferedStrategy offered, Runnable task, Runaways runaways) {
        StrategyThreads threads = new StrategyThreads(offered.name(), runaways);
        threads.start(task, new StrategyView(offered.strategy().getClass().getClassLoader()));
        return threads;
    }

    /** Libraries of a strategy look for their services in its own bundle, so that is what the thread shows them. */
    private void start(Runnable task, ClassLoader view) {
        Thread thread = new Thread(group, task, group.getName());
        thread.setContextClassLoader(view);
        thread.setDaemon(true);
        thread.start();
    }

    String strategy() {
        return strategy;
    }

    boolean areRunning() {
        return !alive().isEmpty();
    }

    void interrupt() {
        group.interrupt();
        runaways.watch(this);
    }

    /** The names of the threads that have not ended by themselves after a while, which are interrupted then. */
    Optional<List<String>> survivors(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : alive()) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        List<String> names = alive().stream().map(Thread::getName).sorted().toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        interrupt();
        return Optional.of(names);
    }

    private List<Thread> alive() {
        Thread[] threads = new Thread[2 * group.activeCount() + 8];
        int count = group.enumerate(threads);
        return Stream.of(threads)
                .limit(count)
                .filter(Thread::isAlive)
                .filter(thread -> !isShared(thread))
                .toList();
    }

    /** The platform's common pool starts its workers in the name of whoever comes first. */
    private static boolean isShared(Thread thread) {
        return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
    }
}
