package hewn.deployer.rollout;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Generations of one deployment that took requests and take none any more: from draining to retired.
 *
 * @param state of the deployment
 * @param retirements drain and unload them
 * @param drainLimit for the requests that one has when it ends
 */
public record FormerGenerations(DeploymentState state, Retirements retirements, Duration drainLimit) {
    /**
     * One is drained and unloaded. Nobody need wait for it: what is wanted next does not depend on it.
     *
     * @param former which has entered its draining
     * @return completes when it is retired
     */
    public CompletableFuture<Void> retire(Active former) {
        GenerationRecord generation = former.generation();
        state.leave(former);
        return retirements
                .retire(generation.number(), former.devices(), drainLimit)
                .thenRun(() -> state.left(former))
                .thenRun(() -> generation.retire("its slices are unloaded"));
    }
}
