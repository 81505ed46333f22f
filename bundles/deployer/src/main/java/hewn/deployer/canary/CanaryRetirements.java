package hewn.deployer.canary;

import hewn.deployer.rollout.FormerGenerations;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import java.util.Optional;

/**
 * From tried to retired. Guarded by the state of the deployment.
 *
 * @param slot that the one which is tried has
 * @param devices of it are not awaited any more
 * @param rollouts may bring up the next one
 * @param formers take down what ends
 * @param pipelines decides where requests go
 */
record CanaryRetirements(
        CanarySlot slot,
        CanaryDevices devices,
        CanaryRollouts rollouts,
        FormerGenerations formers,
        PipelineSwitch pipelines) {
    /** The one that is tried ends as somebody wanted: it finishes what it has. */
    Optional<RunningCanary> end(String why) {
        Optional<RunningCanary> ended = take();
        ended.ifPresent(canary -> end(canary, why));
        return ended;
    }

    /** One that was tried ends as somebody wanted. */
    void end(RunningCanary canary, String why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        formers.retire(canary.active());
    }

    /** The one that is tried ends as nobody wanted, but finishes what it has. */
    void fail(Failure why) {
        take().ifPresent(canary -> fail(canary, why));
    }

    /** The one that is tried ends as nobody wanted; what it has is executed again on what serves. */
    void rollBack(Failure why) {
        take().ifPresent(canary -> {
            pipelines.suspend(canary.generation().number(), new Suspension.Recovering(why.message()));
            fail(canary, why);
        });
    }

    private void fail(RunningCanary canary, Failure why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        formers.retire(canary.active());
    }

    private Optional<RunningCanary> take() {
        Optional<RunningCanary> taken = slot.take();
        devices.awaitNone();
        rollouts.forget();
        return taken;
    }
}
