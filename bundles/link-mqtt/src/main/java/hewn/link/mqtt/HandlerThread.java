package hewn.link.mqtt;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls handlers, one at a time, on a thread of its own: the threads of the MQTT client must never wait for them. What
 * waits is bounded; beyond it, what may be lost is, and the rest holds up the connection.
 */
final class HandlerThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerThread.class);

    private final BlockingQueue<Runnable> waiting;
    private final Thread thread;
    private volatile boolean closed;

    HandlerThread(String name, int capacity) {
        waiting = new ArrayBlockingQueue<>(capacity);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    void dispatch(Runnable call) {
        try {
            boolean offered = false;
            while (!offered && !closed) {
                offered = waiting.offer(call, 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void dispatchOrDrop(Runnable call, String what) {
        if (!waiting.offer(call)) {
            LOG.debug("{} is dropped, for {} others wait already", what, waiting.size());
        }
    }

    private void run() {
        while (!closed) {
            try {
                call(waiting.take());
            } catch (InterruptedException stopped) {
                LOG.debug("{} was interrupted", thread.getName());
            }
        }
    }

    /** A handler is foreign code here: whatever it throws, the next one is called. */
    private static void call(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            LOG.warn("a handler of the control plane failed; the message is lost", thrown);
        }
    }

    /** Handlers under way may be the callers of this: they are not interrupted. */
    @Override
    public void close() {
        closed = true;
        boolean woken = waiting.offer(() -> {});
        LOG.debug("{} stops with {} messages left, {}", thread.getName(), waiting.size(), woken);
    }
}
