package hewn.engine.isolated;

import hewn.engine.isolated.Reply.Failed;
import hewn.inference.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The engine's process, as its parent sees it. Safe for use by several threads.
 *
 * <p>Whatever goes wrong, the process is ended: its end closes all connections, and so wakes every thread that waits for
 * an answer.
 */
final class EngineChild implements AutoCloseable {
    private static final Duration MEMORY_CHECK = Duration.ofMillis(50);

    private final ChildProcess process;
    private final ScheduledExecutorService timer;
    private final BlockingQueue<Link> idle = new LinkedBlockingQueue<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Future<?> memoryWatch;

    private EngineChild(ChildProcess process, IsolationLimits limits, ScheduledExecutorService timer) {
        this.process = process;
        this.timer = timer;
        memoryWatch = timer.scheduleWithFixedDelay(
                () -> checkMemory(limits.memoryBytes()),
                MEMORY_CHECK.toMillis(),
                MEMORY_CHECK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a process and waits until it has connected.
     *
     * @param program what to start
     * @param limits of the process
     * @param timer watches over it
     * @return the process
     * @throws EngineException if it can't be started
     */
    static EngineChild start(EngineProgram program, IsolationLimits limits, ScheduledExecutorService timer)
            throws EngineException {
        ChildProcess process = ChildProcess.start(program, limits.memoryBytes());
        EngineChild child = new EngineChild(process, limits, timer);
        Future<?> deadline = child.endAfter(limits.loadLimit(), "starting the engine");
        try {
            child.idle.addAll(process.accept(maxReplyBytes(limits)));
            return child;
        } catch (IOException ended) {
            EngineException death = child.death("starting the engine", ended);
            child.close();
            throw death;
        } finally {
            deadline.cancel(false);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What a model answers must fit into this process, too, beside all else that it does. */
    private static long maxReplyBytes(IsolationLimits limits) {
        return Math.min(limits.memoryBytes(), Runtime.getRuntime().maxMemory() / 8);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param request what to ask
     * @param doing what to call it in a message, such as {@code loading /models/digits}
     * @param limit after which the process is ended
     * @return the answer
     * @throws EngineException if the request fails, or the process ends before it is answered
     */
    Reply ask(Request request, String doing, Duration limit) throws EngineException {
        Link link = take(doing, limit);
        Future<?> deadline = endAfter(limit, doing);
        underWay.add(doing);
        try {
            Reply reply = link.ask(request);
            idle.add(link);
            return requireDone(reply);
        } catch (IOException ended) {
            process.endBroken(doing + " broke off: " + ended);
            throw death(doing, ended);
        } finally {
            underWay.remove(doing);
            deadline.cancel(false);
        }
    }

    private static Reply requireDone(Reply reply) throws EngineException {
        if (reply instanceof Failed failed) {
            throw new EngineException(failed.message());
        }
        return reply;
    }

    private Link take(String doing, Duration limit) throws EngineException {
        try {
            if (!isAlive()) {
                throw death(doing, new IOException("no process"));
            }
            return Optional.ofNullable(idle.poll(limit.toNanos(), TimeUnit.NANOSECONDS))
                    .orElseThrow(() -> new EngineException(doing + " had to wait for other calls longer than "
                            + limit.toMillis() + " ms; try again when there are fewer"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(doing + " was interrupted", interrupted);
        }
    }

    private Future<?> endAfter(Duration limit, String doing) {
        return timer.schedule(
                () -> process.end(doing + " took longer than the limit of " + limit.toMillis() + " ms"),
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void checkMemory(long limitBytes) {
        long used = process.memoryBytes();
        if (used > limitBytes) {
            process.end("the memory limit of " + mib(limitBytes) + " MiB was exceeded (" + mib(used) + " MiB) while "
                    + (underWay.isEmpty() ? "idle" : String.join(", ", underWay)));
        }
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }

    private EngineException death(String doing, IOException cause) {
        String because = process.causeOfDeath();
        return new EngineException(
                because.startsWith(doing)
                        ? because + ", so its process was ended"
                        : doing + " failed, since the engine's process was ended: " + because,
                cause);
    }

    @Override
    public void close() {
        memoryWatch.cancel(false);
        process.close();
    }
}
