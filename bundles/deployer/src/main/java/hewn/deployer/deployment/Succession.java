package hewn.deployer.deployment;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.DeviceWatch;
import hewn.deployer.repair.Leftover;
import hewn.deployer.repair.Repairs;
import hewn.deployer.rollout.FormerGenerations;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How one generation of a deployment comes after another: what is verified serves from one moment to the next, what served
 * before finishes its requests, and what fails leaves nothing behind.
 */
final class Succession {
    private final DeploymentState state;
    private final Retirements retirements;
    private final FormerGenerations formers;
    private final PipelineSwitch pipelines;
    private final SharedParts.Records records;
    private final DeviceWatch watch;
    private final Leftover leftover;
    private final Adoption adoption;

    /**
     * The succession of one deployment.
     *
     * @param formers take down what served before
     * @param records remember what serves
     * @param repairs are told what they see to from then on
     */
    Succession(
            DeploymentState state,
            Retirements retirements,
            FormerGenerations formers,
            PipelineSwitch pipelines,
            SharedParts.Records records,
            Repairs repairs,
            Adoption adoption) {
        this.state = state;
        this.retirements = retirements;
        this.formers = formers;
        this.pipelines = pipelines;
        this.records = records;
        this.watch = repairs.watch();
        this.leftover = repairs.leftover();
        this.adoption = adoption;
    }

    /** From now on this serves, which is written down before. */
    void switchTo(DeploymentRequest request, Active next) throws IOException, InterruptedException {
        Optional<Active> former;
        synchronized (state) {
            if (state.isClosed()) {
                throw new InterruptedException("closed");
            }
            records.journal().put(next.entry(request), records.retained().getAsInt());
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
        former.generation().enter(GenerationState.DRAINING, "finishing the requests that are under way");
        return formers.retire(former);
    }

    /** It never serves; its devices hold nothing of it from then on. */
    void fail(GenerationRecord generation, Failure failure) {
        retirements.takeBack(generation);
        generation.enter(GenerationState.FAILED, failure);
    }
}
