package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.repair.DeviceWatch;
import java.util.function.BooleanSupplier;

/**
 * Whether nothing is to be done for a deployment, so that what serves may move.
 *
 * @param state of the deployment
 * @param queue knows what is ordered
 * @param watch knows what is to be repaired
 * @param canary that may be tried: meanwhile, what it is compared with stays where it is
 */
record Rest(DeploymentState state, RolloutQueue queue, DeviceWatch watch, Canary canary) implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        synchronized (state) {
            return !state.isClosed() && queue.ordered().isEmpty() && !watch.isRepairWanted() && !canary.isPresent();
        }
    }
}
