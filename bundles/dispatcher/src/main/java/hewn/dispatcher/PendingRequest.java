package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Pipeline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that has no outcome yet. It holds its inputs until it has one.
 */
final class PendingRequest {
    /** Whom a request belongs to. */
    interface Keeper {
        /** An execution of the request ended without an answer. */
        void lost(Execution execution, Loss loss);

        /** The request is about to have its outcome. */
        void left(PendingRequest request);
    }

    private final InferenceRequest asked;
    private final Pipeline meantFor;
    private final Keeper keeper;
    private final long arrivedNanos = System.nanoTime();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<InferenceOutcome> outcome = new CompletableFuture<>();

    // Guarded by the keeper.
    private final Repetitions repetitions = new Repetitions();
    private Optional<Execution> lastExecution = Optional.empty();
    private Optional<Loss> lastLoss = Optional.empty();
    private boolean onTrial;

    private volatile Optional<Execution> doubt = Optional.empty();

    /** A request that fits a pipeline. */
    PendingRequest(InferenceRequest asked, Pipeline meantFor, Keeper keeper) {
        this.asked = asked;
        this.meantFor = meantFor;
        this.keeper = keeper;
    }

    InferenceRequest asked() {
        return asked;
    }

    Pipeline meantFor() {
        return meantFor;
    }

    Keeper keeper() {
        return keeper;
    }

    CompletableFuture<InferenceOutcome> outcome() {
        return outcome;
    }

    /** The next attempt, which may come to nothing yet. */
    Execution execution(Route route, long number) {
        return new Execution(route, number, this, lastExecution.isPresent(), onTrial, System.nanoTime());
    }

    /** It is to be executed on the canary, if there is one that takes it. */
    void goOnTrial() {
        onTrial = true;
    }

    /** It is executed as if there were no canary. */
    void endTrial() {
        onTrial = false;
    }

    boolean isOnTrial() {
        return onTrial;
    }

    void isExecutedBy(Execution execution) {
        lastExecution = Optional.of(execution);
    }

    /** It may have ended. */
    Optional<Execution> lastExecution() {
        return lastExecution;
    }

    /** Whether it was not executed again since. */
    boolean isLast(Execution execution) {
        return lastExecution.filter(execution::equals).isPresent();
    }

    Optional<Loss> lastLoss() {
        return lastLoss;
    }

    /** Takes note of a loss; empty if it must not be executed again. What was only tried was not executed yet. */
    Optional<Duration> pauseAfter(Execution execution, Loss loss) {
        lastLoss = Optional.of(loss);
        return execution.trial() ? Optional.of(Duration.ZERO) : repetitions.after(loss);
    }

    /** An execution ended because the inputs are invalid, which an answer by another one would disprove. */
    void doubt(Execution execution) {
        doubt = Optional.of(execution);
    }

    /** Which execution took the inputs for invalid, if one did. */
    Optional<Execution> doubt() {
        return doubt;
    }

    /** Cancels a timer once the request has ended, so that it does not hold the request any longer. */
    void endsBefore(Future<?> timer) {
        outcome.whenComplete((ended, impossible) -> timer.cancel(false));
    }

    /** Whether the caller is the one to complete it: exactly one is. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    void complete(InferenceOutcome result) {
        keeper.left(this);
        outcome.complete(result);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - arrivedNanos);
    }

    Duration remaining() {
        return deadline().minus(age());
    }

    boolean isLate() {
        return remaining().isZero() || remaining().isNegative();
    }

    Duration deadline() {
        return asked.deadline();
    }
}
