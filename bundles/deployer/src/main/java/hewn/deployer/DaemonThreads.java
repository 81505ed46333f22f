package hewn.deployer;

import java.util.concurrent.ThreadFactory;

/**
 * Threads that keep no process alive.
 *
 * @param name of each
 */
record DaemonThreads(String name) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
