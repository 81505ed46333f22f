package hewn.deployer;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.journal.Journal;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.DeviceWatch;
import hewn.deployer.repair.Leftover;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * How one generation of a deployment comes after another: what is verified serves from one moment to the next, what served
 * before finishes its requests, and what fails leaves nothing behind.
 */
final class Succession {
    private final DeploymentState state;
    private final Retirements retirements;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final Leftover leftover;
    private final DeviceWatch watch;
    private final Adoption adoption;
    private final Duration drainLimit;
    private final IntSupplier retained;

    /**
     * The succession of one deployment.
     *
     * @param watch is told what it watches over from then on
     * @param drainLimit for the requests of what served before
     * @param retained of how many former generations slices are kept
     */
    Succession(
            DeploymentState state,
            Retirements retirements,
            PipelineSwitch pipelines,
            Journal journal,
            Leftover leftover,
            DeviceWatch watch,
            Adoption adoption,
            Duration drainLimit,
            IntSupplier retained) {
        this.state = state;
        this.retirements = retirements;
        this.pipelines = pipelines;
        this.journal = journal;
        this.leftover = leftover;
        this.watch = watch;
        this.adoption = adoption;
        this.drainLimit = drainLimit;
        this.retained = retained;
    }

    /** From now on this serves, which is written down before. */
    void switchTo(DeploymentRequest request, Active next) throws IOException, InterruptedException {
        Optional<Active> former;
        synchronized (state) {
            if (state.isClosed()) {
                throw new InterruptedException("closed");
            }
            journal.put(next.entry(request), retained.getAsInt());
            former = state.active();
            state.switchTo(request, next, next.places());
            adoption.takeUnseen();
            watch.served();
            pipelines.serve(next.pipeline());
            leftover.takeRestored().ifPresent(late -> late.enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
            next.generation().enter(GenerationState.SERVING, "serving on " + next.route());
            watch.missLost();
        }
        leftover.unload();
        former.ifPresent(this::retire);
    }

    /** Nobody waits for it: what is wanted next does not depend on it. */
    CompletableFuture<Void> retire(Active former) {
        GenerationRecord generation = former.generation();
        generation.enter(GenerationState.DRAINING, "finishing the requests that are under way");
        state.leave(former);
        return retirements
                .retire(generation.number(), former.devices(), drainLimit)
                .thenRun(() -> state.left(former))
                .thenRun(() -> generation.retire("its slices are unloaded"));
    }

    /** It never serves; its devices hold nothing of it from then on. */
    void fail(GenerationRecord generation, Failure failure) {
        Thread.interrupted(); // who stopped it is heard; its devices are to be told all the same
        Set<DeviceId> devices =
                generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
        retirements.retire(generation.number(), devices, Duration.ZERO).join();
        generation.enter(GenerationState.FAILED, failure);
    }
}
