package hewn.serving.oip;

import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.RequestException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A generation that somebody waits for. Where a newer one of the same version takes its place, as when several ask for the
 * same at once, that one is waited for instead.
 */
final class Loading {
    private final Deployments deployments;
    private final CompletableFuture<Void> served = new CompletableFuture<>();

    // Guarded by this.
    private GenerationStatus awaited;

    private Loading(Deployments deployments, GenerationStatus awaited) {
        this.deployments = deployments;
        this.awaited = awaited;
    }

    /**
     * Completes when it serves; exceptionally with a {@link RequestException} if it comes to nothing.
     *
     * @throws RequestException if the deadline has passed already
     */
    static CompletionStage<Void> of(Deployments deployments, GenerationStatus awaited, Deadline deadline)
            throws RequestException {
        long patienceNanos = deadline.remaining().toNanos();
        Loading loading = new Loading(deployments, awaited);
        Deployments.Watch watch = deployments.watch(loading::take);
        deployments.generation(awaited.number()).ifPresent(loading::take);
        return loading.served
                .orTimeout(patienceNanos, TimeUnit.NANOSECONDS)
                .whenComplete((done, failure) -> watch.close());
    }

    private synchronized void take(GenerationStatus status) {
        if (status.number() != awaited.number()) {
            return;
        }
        if (status.state().isActive()) {
            served.complete(null);
        } else if (status.state().isEnded() || status.state() == GenerationState.DRAINING) {
            successor().ifPresentOrElse(this::await, () -> served.completeExceptionally(failed(status)));
        }
    }

    private void await(GenerationStatus successor) {
        awaited = successor;
        take(successor);
    }

    private Optional<GenerationStatus> successor() {
        return deployments.generations().stream()
                .filter(other -> other.model().equals(awaited.model()) && other.number() > awaited.number())
                .min(Comparator.comparingLong(GenerationStatus::number));
    }

    private static RequestException failed(GenerationStatus status) {
        String reason = status.failure()
                .map(failure -> failure.message() + ". " + failure.remedy())
                .orElse(status.progress());
        return RequestException.invalid("failed to load '" + status.model().name() + "': " + reason);
    }
}
