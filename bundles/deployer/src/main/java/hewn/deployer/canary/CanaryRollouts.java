package hewn.deployer.canary;

import static java.util.Collections.disjoint;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.Proposal;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineStage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Canaries on their way, one after another on a thread of their own, so that repairs of what serves do not wait for them.
 */
final class CanaryRollouts {
    /** Takes what is verified. */
    interface Trial {
        void begin(RunningCanary next) throws RolloutException, IOException, InterruptedException;
    }

    private static final Failure ENDED = FailureCode.CANCELLED.failure(
            "the canary was ended", "order it again with 'hewn deploy --canary' if it is wanted");

    private final DeploymentState state;
    private final Rollout rollout;
    private final Retirements retirements;
    private final Generations generations;
    private final Trial trial;
    private final ExecutorService executor;

    /** What is ordered. */
    private record Ordered(DeploymentRequest request, CanaryTerms terms, GenerationRecord generation) {}

    /** What is being brought up, by a thread. */
    private record Rolling(GenerationRecord generation, Thread by) {}

    // Guarded by the state.
    private Optional<Ordered> next = Optional.empty();
    private Optional<Rolling> rolling = Optional.empty();
    private boolean isUnwanted;

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

    /** It takes the place of another one that did not have its turn yet. */
    GenerationRecord order(DeploymentRequest request, CanaryTerms terms) {
        synchronized (state) {
            GenerationRecord generation = generations.begin(request.model());
            if (state.isClosed()) {
                generation.enter(GenerationState.FAILED, RolloutAttempt.cancelled());
                return generation;
            }
            boolean someTurnWaits = next.isPresent();
            dropNext();
            next = Optional.of(new Ordered(request, terms, generation));
            if (!someTurnWaits) {
                executor.execute(this::takeTurn);
            }
            return generation;
        }
    }

    /** What a former process of the gateway brought up is there, and its devices are: does it still work, and on what? */
    void check(RunningCanary adopted, Consumer<RolloutException> ifNot) {
        synchronized (state) {
            if (!state.isClosed()) {
                executor.execute(() -> checkNow(adopted, ifNot));
            }
        }
    }

    private void checkNow(RunningCanary adopted, Consumer<RolloutException> ifNot) {
        try {
            rollout.check(
                            adopted.active().pipeline(),
                            adopted.request(),
                            adopted.active().places())
                    .ifPresent(placement -> adopted.generation().placed("unchanged", placement));
        } catch (RolloutException failure) {
            ifNot.accept(failure);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void dropNext() {
        next.ifPresent(dropped -> dropped.generation().enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
        next = Optional.empty();
    }

    private void takeTurn() {
        takeNext()
                .ifPresent(ordered -> RolloutAttempt.of(
                        ordered.generation(), () -> roll(ordered), failure -> fail(ordered.generation(), failure)));
    }

    private Optional<Ordered> takeNext() {
        synchronized (state) {
            Optional<Ordered> taken = next;
            next = Optional.empty();
            rolling = taken.map(ordered -> new Rolling(ordered.generation(), Thread.currentThread()));
            isUnwanted = false;
            return taken;
        }
    }

    private void roll(Ordered ordered) throws RolloutException, IOException, InterruptedException {
        Active verified =
                new Active(ordered.generation(), rollout.run(ordered.generation(), ordered.request(), Proposal.NONE));
        synchronized (state) {
            requireWanted();
            trial.begin(new RunningCanary(ordered.request(), ordered.terms(), verified));
            rolling = Optional.empty();
        }
    }

    private void requireWanted() throws RolloutException, InterruptedException {
        if (state.isClosed() || isUnwanted) {
            throw new InterruptedException("ended");
        }
        if (!state.isServing()) {
            throw new RolloutException(
                    FailureCode.NO_STABLE,
                    "what served beside the canary does not serve at this moment",
                    "wait until it serves, then order the canary again");
        }
    }

    /** It is there until its devices hold nothing of it any more. */
    private void fail(GenerationRecord generation, Failure failure) {
        retirements.takeBack(generation);
        synchronized (state) {
            rolling = Optional.empty();
            generation.enter(GenerationState.FAILED, isUnwanted ? ENDED : failure);
        }
    }

    private static Set<DeviceId> devices(GenerationRecord generation) {
        return generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }

    /** Whether one that is being brought up takes memory of one of these. */
    boolean usesAny(Set<DeviceId> devices) {
        synchronized (state) {
            return !isUnwanted && rolling.stream().anyMatch(one -> !disjoint(devices(one.generation()), devices));
        }
    }

    boolean isEmpty() {
        synchronized (state) {
            return next.isEmpty() && rolling.isEmpty();
        }
    }

    /** Nobody wants any of them any more; the first, if there is one, which is stopped where it is. */
    Optional<GenerationRecord> cancel() {
        synchronized (state) {
            Optional<GenerationRecord> first = rolling.map(Rolling::generation).or(() -> next.map(Ordered::generation));
            dropNext();
            isUnwanted = true;
            rolling.ifPresent(one -> one.by().interrupt());
            return first;
        }
    }

    /** What was brought up is not tried any more. */
    void forget() {
        rollout.forget(state.wanted().model().name());
    }

    /** They begin nothing more. */
    void close() {
        executor.shutdownNow();
    }
}
