package hewn.deployer;

import static java.util.Collections.disjoint;

import hewn.fleet.DeviceId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineStage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Canaries on their way, one after another on a thread of their own, so that repairs of what serves do not wait for them.
 */
final class CanaryRollouts {
    /** Takes what is verified. */
    interface Trial {
        void begin(Canary.Running next) throws RolloutException, IOException, InterruptedException;
    }

    private final DeploymentState state;
    private final Rollout rollout;
    private final Retirements retirements;
    private final Generations generations;
    private final Trial trial;
    private final ExecutorService executor;

    // Guarded by the state.
    private final Set<GenerationRecord> queued = new LinkedHashSet<>();
    private final Set<GenerationRecord> rolling = new LinkedHashSet<>();

    /**
     * The canaries of one deployment.
     *
     * @param rollout finds places on what memory is left
     */
    CanaryRollouts(
            DeploymentState state, Rollout rollout, Retirements retirements, Generations generations, Trial trial) {
        this.state = state;
        this.rollout = rollout;
        this.retirements = retirements;
        this.generations = generations;
        this.trial = trial;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "canary-" + state.wanted().model().name());
            thread.setDaemon(true);
            return thread;
        });
    }

    GenerationRecord order(DeploymentRequest request, CanaryTerms terms) {
        synchronized (state) {
            GenerationRecord generation = generations.begin(request.model());
            queued.add(generation);
            executor.execute(() -> {
                if (leavesTheQueue(generation)) {
                    RolloutAttempt.of(
                            generation, () -> roll(request, terms, generation), failure -> fail(generation, failure));
                }
            });
            return generation;
        }
    }

    private boolean leavesTheQueue(GenerationRecord generation) {
        synchronized (state) {
            return queued.remove(generation) && rolling.add(generation);
        }
    }

    private void roll(DeploymentRequest request, CanaryTerms terms, GenerationRecord generation)
            throws RolloutException, IOException, InterruptedException {
        Active verified = new Active(generation, rollout.run(generation, request, Proposal.NONE));
        synchronized (state) {
            requireWanted(generation);
            trial.begin(new Canary.Running(request, terms, verified));
            rolling.remove(generation);
        }
    }

    private void requireWanted(GenerationRecord generation) throws RolloutException, InterruptedException {
        if (state.isClosed()) {
            throw new InterruptedException("closed");
        }
        if (!rolling.contains(generation)) {
            throw new RolloutException(
                    "CANCELLED", "the canary was ended", "order it again with 'hewn deploy --canary' if it is wanted");
        }
        if (!state.isServing()) {
            throw new RolloutException(
                    "NO_STABLE",
                    "what served beside the canary does not serve at this moment",
                    "wait until it serves, then order the canary again");
        }
    }

    private void fail(GenerationRecord generation, Failure failure) {
        retirements
                .retire(generation.number(), devices(generation), Duration.ZERO)
                .join();
        synchronized (state) {
            rolling.remove(generation);
        }
        generation.enter(GenerationState.FAILED, failure);
    }

    private static Set<DeviceId> devices(GenerationRecord generation) {
        return generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }

    /** Whether one that is being brought up takes memory of one of these. */
    boolean usesAny(Set<DeviceId> devices) {
        synchronized (state) {
            return rolling.stream().anyMatch(generation -> !disjoint(devices(generation), devices));
        }
    }

    boolean isEmpty() {
        synchronized (state) {
            return queued.isEmpty() && rolling.isEmpty();
        }
    }

    /** Nobody wants any of them any more; the first, if there is one. */
    Optional<GenerationRecord> cancel() {
        synchronized (state) {
            Optional<GenerationRecord> first =
                    rolling.stream().findFirst().or(() -> queued.stream().findFirst());
            queued.forEach(generation -> generation.enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
            queued.clear();
            rolling.clear();
            return first;
        }
    }

    /** They begin nothing more. */
    void close() {
        executor.shutdownNow();
    }
}
