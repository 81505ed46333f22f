package hewn.cli.bench;

import hewn.cli.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Keeps a pipeline full, and tells how often it answers then.
 *
 * @param clients makes one for each call that is under way at a time
 * @param atATime how many calls are under way at a time
 */
public record Saturation(Supplier<Call> clients, int atATime) {
    private static final double NANOS = 1e9;

    /**
     * Validates the number.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Saturation {
        if (atATime < 1) {
            throw new IllegalArgumentException("atATime must be positive, but is " + atATime);
        }
    }

    /**
     * Calls until there are enough answers. The pipeline fills with the first of them, as many as are under way at a
     * time, and stays full until the last.
     *
     * @param answers how many to time, at least 1
     * @return answers in each second
     * @throws CliException if a call fails
     * @throws InterruptedException if the thread is interrupted
     */
    public double perSecond(int answers) throws CliException, InterruptedException {
        AtomicLongArray ends = new AtomicLongArray(atATime + answers);
        AtomicInteger count = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<Void>> calling = new ArrayList<>();
            for (int client = 0; client < atATime; client++) {
                calling.add(threads.submit(calling(clients.get(), ends, count)));
            }
            for (Future<Void> each : calling) {
                await(each);
            }
            return answers / ((ends.get(ends.length() - 1) - ends.get(atATime - 1)) / NANOS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> calling(Call call, AtomicLongArray ends, AtomicInteger count) {
        return () -> {
            while (count.get() < ends.length()) {
                call.run();
                int place = count.getAndIncrement();
                if (place < ends.length()) {
                    ends.set(place, System.nanoTime());
                }
            }
            return null;
        };
    }

    private static void await(Future<Void> calls) throws CliException, InterruptedException {
        try {
            calls.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CliException known) {
                throw known;
            }
            throw new IllegalStateException("a call failed", failed.getCause());
        }
    }
}
