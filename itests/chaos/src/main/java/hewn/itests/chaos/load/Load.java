package hewn.itests.chaos.load;

import hewn.itests.chaos.history.Event;
import hewn.itests.chaos.history.JsonLines;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Some clients that ask at a bounded rate, each one request at a time, until it is closed. */
public final class Load implements AutoCloseable {
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService executor;
    private final List<Future<?>> running = new ArrayList<>();

    /**
     * Begins.
     *
     * @param predict where requests are posted
     * @param clients how many requests are under way at a time, at most
     * @param perSecond how many begin in a second, at most, of all clients together
     * @param deadline of each request
     * @param history where each request and each outcome is written
     * @param clock of the run
     * @param pulse is told how each request ended
     */
    public Load(
            URI predict,
            int clients,
            double perSecond,
            Duration deadline,
            JsonLines<Event> history,
            RunClock clock,
            Pulse pulse) {
        executor = Executors.newFixedThreadPool(clients);
        long paceNanos = (long) (TimeUnit.SECONDS.toNanos(1) * clients / perSecond);
        for (int i = 1; i <= clients; i++) {
            Client client = new Client("client-" + i, predict, deadline, history, clock, pulse);
            running.add(executor.submit(() -> {
                ask(client, paceNanos);
                return true;
            }));
        }
    }

    private void ask(Client client, long paceNanos) throws IOException {
        try (client) {
            while (!ended.get()) {
                long next = System.nanoTime() + paceNanos;
                client.ask(ids.incrementAndGet());
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** Waits until every request has ended. */
    @Override
    public void close() {
        ended.set(true);
        executor.shutdown();
        for (Future<?> client : running) {
            await(client);
        }
    }

    private static void await(Future<?> client) {
        try {
            client.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a client failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
