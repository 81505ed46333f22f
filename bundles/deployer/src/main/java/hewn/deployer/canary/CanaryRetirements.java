package hewn.deployer.canary;

import hewn.deployer.rollout.FormerGenerations;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;

/**
 * From tried to retired.
 *
 * @param formers take down what ends
 */
record CanaryRetirements(FormerGenerations formers) {
    /** It ends as somebody wanted. */
    void end(RunningCanary canary, String why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        formers.retire(canary.active());
    }

    /** It ends as nobody wanted. */
    void fail(RunningCanary canary, Failure why) {
        canary.generation().enter(GenerationState.DRAINING, why);
        formers.retire(canary.active());
    }
}
