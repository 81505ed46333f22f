package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A request that is under way. It ends once: with whichever outcome comes first.
 */
final class PendingRequest {
    private final long number;
    private final long arrivedNanos = System.nanoTime();
    private final Duration deadline;
    private final CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();

    PendingRequest(long number, Duration deadline) {
        this.number = number;
        this.deadline = deadline;
    }

    long number() {
        return number;
    }

    CompletableFuture<InferenceOutcome> outcome() {
        return outcome;
    }

    /** Cancels the timer once the request has ended, so that it does not hold the request until its deadline. */
    void endsBefore(Future<?> timer) {
        outcome.whenComplete((ended, impossible) -> timer.cancel(false));
    }

    boolean end(InferenceOutcome result) {
        return outcome.complete(result);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - arrivedNanos);
    }

    Duration remaining() {
        return deadline.minus(age());
    }

    Duration deadline() {
        return deadline;
    }
}
