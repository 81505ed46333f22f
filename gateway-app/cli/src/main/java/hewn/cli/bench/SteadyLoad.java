package hewn.cli.bench;

import hewn.cli.CliException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Clients that go on asking until this is closed, each one call at a time, and what became of their calls. Safe for use by
 * several threads.
 */
public final class SteadyLoad implements AutoCloseable {
    private static final int END_SECONDS = 60;
    private static final int PAUSE_MILLIS = 100;

    private final Clock clock;
    private final ExecutorService threads;
    private final AtomicLong answers = new AtomicLong();

    // Guarded by this.
    private final List<String> failures = new ArrayList<>();
    private final List<Instant> recent = new ArrayList<>();
    private boolean closed;

    /**
     * Begins to ask.
     *
     * @param clients gives each client its call, which may keep a connection
     * @param atATime how many clients there are
     * @param clock tells when answers come
     */
    public SteadyLoad(Supplier<Call> clients, int atATime, Clock clock) {
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(atATime);
        for (int client = 0; client < atATime; client++) {
            Call call = clients.get();
            threads.execute(() -> ask(call));
        }
    }

    private void ask(Call call) {
        try {
            while (!isClosed()) {
                askOnce(call);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void askOnce(Call call) throws InterruptedException {
        try {
            call.run();
            answered(clock.instant());
        } catch (CliException refused) {
            failed(refused.getMessage());
            Thread.sleep(PAUSE_MILLIS); // who is refused at once does not ask again at once
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void answered(Instant at) {
        answers.incrementAndGet();
        recent.add(at);
        notifyAll();
    }

    private synchronized void failed(String message) {
        failures.add(message);
    }

    /** Remembers the moments of answers from now on, and no former ones. */
    public synchronized void remember() {
        recent.clear();
    }

    /**
     * Waits for an answer among those that are remembered.
     *
     * @param moment before which it must not have come
     * @param limit after which it is given up
     * @return when the first of them came; empty if none did
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized Optional<Instant> firstSince(Instant moment, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<Instant> first = first(moment);
        while (first.isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            first = first(moment);
        }
        return first;
    }

    private Optional<Instant> first(Instant moment) {
        return recent.stream().filter(at -> !at.isBefore(moment)).findFirst();
    }

    /**
     * How many calls were answered so far.
     *
     * @return their number
     */
    public long answers() {
        return answers.get();
    }

    /**
     * Why calls were not answered so far.
     *
     * @return one for each
     */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits for the calls under way, and makes no more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
