package hewn.deployer.canary;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.rollout.Retirements;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import java.time.Duration;
import java.util.Set;

/**
 * From tried to unloaded.
 *
 * @param state of the deployment
 * @param retirements take down what ends
 * @param drainLimit for the requests that it has when it ends
 */
record CanaryRetirements(DeploymentState state, Retirements retirements, Duration drainLimit) {
    /** It ends as somebody wanted. */
    void retire(RunningCanary canary, String why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        unload(canary);
    }

    /** It ends as nobody wanted. */
    void retire(RunningCanary canary, Failure why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        unload(canary);
    }

    private void unload(RunningCanary canary) {
        GenerationRecord generation = canary.generation();
        state.leave(canary.active());
        retirements
                .retire(generation.number(), canary.active().devices(), drainLimit)
                .thenRun(() -> state.left(canary.active()))
                .thenRun(() -> generation.retire("its slices are unloaded"));
    }

    /** What a former process of the gateway tried is left on a device. */
    void unload(long generation, DeviceId device) {
        retirements.unload(generation, Set.of(device));
    }
}
