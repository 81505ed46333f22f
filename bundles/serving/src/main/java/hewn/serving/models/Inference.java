package hewn.serving.models;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.RequestException;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to the service that computes, and turns what it rejects into refusals. Safe for use by several
 * threads.
 */
public final class Inference {
    /** What a service may be late with its own word on a deadline before it is not waited for any longer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final InferenceService service;

    /**
     * Sends to a service.
     *
     * @param service answers requests
     */
    public Inference(InferenceService service) {
        this.service = service;
    }

    /**
     * Computes.
     *
     * @param wanted the model
     * @param signature the name of the signature, or empty for the one that is served
     * @param inputs one tensor for each input
     * @param deadline by which the client wants its answer
     * @return the answer, or exceptionally a {@link RequestException}
     * @throws RequestException if the deadline has passed already
     */
    public CompletionStage<Answer> infer(
            Wanted wanted, Optional<String> signature, Map<String, Tensor> inputs, Deadline deadline)
            throws RequestException {
        Duration remaining = deadline.remaining();
        // A copy of the service's stage, because a time-out completes what it is set on.
        return service.infer(new InferenceRequest(
                        wanted.name(), wanted.version(), wanted.label(), signature, inputs, remaining))
                .toCompletableFuture()
                .copy()
                .orTimeout(remaining.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
                .handle((outcome, failure) -> failure == null ? answer(outcome) : failed(failure, deadline))
                .thenCompose(stage -> stage);
    }

    private static CompletableFuture<Answer> answer(InferenceOutcome outcome) {
        if (outcome instanceof Rejection rejection) {
            return CompletableFuture.failedFuture(RequestException.of(rejection));
        }
        return CompletableFuture.completedFuture((Answer) outcome);
    }

    private static CompletableFuture<Answer> failed(Throwable failure, Deadline deadline) {
        return CompletableFuture.failedFuture(failure instanceof TimeoutException ? deadline.exceeded() : failure);
    }
}
