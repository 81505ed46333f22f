package hewn.deployer.repair;

import hewn.deployer.device.LifeSign;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.rollout.Retirements;
import hewn.pipeline.PipelineSwitch;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What joins to repair one deployment.
 *
 * @param watch tells what is missed
 * @param schedule tells when it is repaired
 */
public record Repairs(DeviceWatch watch, RepairSchedule schedule) {
    /**
     * Nothing is to be repaired yet.
     *
     * @param state of the deployment
     * @param leftover what a former process of the gateway left
     * @param retirements takes down what ends
     * @param pipelines decides where requests go
     * @param generations begins generations
     * @param patience with a device that went offline
     * @param queue of the deployment's rollouts
     * @param lifeSign asks a device that went offline whether it answers all the same
     * @param replaceAtOnce is run when a device does not; it returns at once, and sees elsewhere whether anything is to be done
     * @param roll brings back what is wanted, where it was if that is possible
     * @param makeRoom for what could not be brought back; false if there was nothing to be done
     * @return the parts
     */
    public static Repairs of(
            DeploymentState state,
            Leftover leftover,
            Retirements retirements,
            PipelineSwitch pipelines,
            Generations generations,
            Duration patience,
            RolloutQueue queue,
            LifeSign lifeSign,
            Runnable replaceAtOnce,
            Consumer<GenerationRecord> roll,
            Predicate<GenerationRecord> makeRoom) {
        Losses losses = new Losses();
        Outage outage = new Outage(state, pipelines);
        RepairTimer timer = new RepairTimer(patience, System::nanoTime);
        Repair repair = new Repair(state, losses, outage, timer, leftover, retirements, generations, roll, makeRoom);
        RepairSchedule schedule = new RepairSchedule(state, timer, queue, repair);
        return new Repairs(new DeviceWatch(state, losses, outage, schedule, lifeSign, replaceAtOnce), schedule);
    }
}
