package hewn.deployer.repair;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.Generations;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.rollout.Retirements;
import hewn.pipeline.PipelineSwitch;

/**
 * What joins to repair one deployment.
 *
 * @param watch tells what is missed
 * @param cutOff has replaced what tensors do not get to
 * @param schedule tells when it is repaired
 * @param leftover what a former process of the gateway left
 */
public record Repairs(DeviceWatch watch, CutOffWatch cutOff, RepairSchedule schedule, Leftover leftover) {
    /**
     * Nothing is to be repaired yet.
     *
     * @param state of the deployment
     * @param queue of the deployment's rollouts
     * @param pipelines decides where requests go
     * @param generations begins generations
     * @param retirements takes down what ends
     * @param means that all deployments share
     * @param mending is what the deployment does
     * @return the parts
     */
    public static Repairs of(
            DeploymentState state,
            RolloutQueue queue,
            PipelineSwitch pipelines,
            Generations generations,
            Retirements retirements,
            RepairMeans means,
            Mending mending) {
        Losses losses = new Losses();
        Outage outage = new Outage(state, pipelines);
        RepairTimer timer = new RepairTimer(means.patience(), means.nanoTime());
        Leftover leftover = new Leftover(retirements);
        Repair repair = new Repair(state, losses, outage, timer, leftover, retirements, generations, mending);
        RepairSchedule schedule = new RepairSchedule(state, timer, queue, repair);
        String model = state.wanted().model().name();
        Runnable replaceAtOnce = () -> means.deciding().accept(model, mending::replaceAtOnce);
        DeviceWatch watch = new DeviceWatch(state, losses, outage, schedule, means.lifeSign(), replaceAtOnce);
        return new Repairs(watch, new CutOffWatch(state, pipelines, means.cutOff(), watch), schedule, leftover);
    }
}
