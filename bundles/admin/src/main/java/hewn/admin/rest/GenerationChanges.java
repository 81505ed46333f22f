package hewn.admin.rest;

import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The changes of one generation, for one slow reader: where the reader falls behind, the oldest are dropped.
 */
final class GenerationChanges implements AutoCloseable {
    private static final int CAPACITY = 256;

    private final BlockingQueue<GenerationStatus> changes = new ArrayBlockingQueue<>(CAPACITY);
    private final Deployments.Watch watch;
    private int steps;
    private boolean over;

    /** Begins with the generation as it is, if it is still known. */
    GenerationChanges(Deployments deployments, long generation) {
        watch = deployments.watch(status -> {
            if (status.number() == generation) {
                offer(status);
            }
        });
        deployments.generation(generation).ifPresentOrElse(this::offer, () -> over = true);
    }

    private void offer(GenerationStatus status) {
        while (!changes.offer(status)) {
            changes.poll();
        }
    }

    /** The next change; empty if there is none for so long. What is older than a change told before is left out. */
    Optional<GenerationStatus> next(Duration patience) throws InterruptedException {
        GenerationStatus next = changes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null || next.history().size() < steps) {
            return Optional.empty();
        }
        steps = next.history().size();
        over = next.state() == GenerationState.SERVING || next.state().isEnded();
        return Optional.of(next);
    }

    /** Whether nothing more is worth waiting for: it serves, or its life is over. */
    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        watch.close();
    }
}
