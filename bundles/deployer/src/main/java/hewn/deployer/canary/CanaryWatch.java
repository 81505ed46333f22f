package hewn.deployer.canary;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.rollout.Retirements;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import java.util.Optional;
import java.util.Set;

/**
 * Watches over what is tried: it ends if it loses a device, or fares worse than its terms allow.
 *
 * @param state of the deployment
 * @param slot knows what is tried
 * @param devices what was heard of them
 * @param rollouts check whether what was adopted still works
 * @param ending takes down what fares badly
 * @param retirements take down what was left on devices
 * @param pipelines compares it with what serves
 */
record CanaryWatch(
        DeploymentState state,
        CanarySlot slot,
        CanaryDevices devices,
        CanaryRollouts rollouts,
        CanaryRetirements ending,
        Retirements retirements,
        PipelineSwitch pipelines) {
    /** A device is there, perhaps as a new process that holds nothing of what it had loaded. */
    void deviceOnline(DeviceId device, boolean newSession) {
        synchronized (state) {
            devices.online(device);
            devices.takeLeftover(device).ifPresent(generation -> retirements.unload(generation, Set.of(device)));
            if (devices.seeAwaited(device)) {
                checkOnceAllAreSeen();
            } else if (newSession) {
                endIfUsed(device, "was restarted");
            }
        }
    }

    private void checkOnceAllAreSeen() {
        if (devices.areAllSeen()) {
            slot.running()
                    .ifPresent(adopted -> rollouts.check(adopted, failure -> rollBack(adopted, failure.failure())));
        }
    }

    private void rollBack(RunningCanary only, Failure why) {
        synchronized (state) {
            if (slot.running().equals(Optional.of(only))) {
                ending.rollBack(why);
            }
        }
    }

    /** A device is gone: what serves takes over. */
    void deviceOffline(DeviceId device) {
        synchronized (state) {
            devices.offline(device);
            endIfUsed(device, "is offline");
        }
    }

    /** Another one is tried from now on, whose devices may be gone since it was verified. */
    void begun() {
        synchronized (state) {
            devices.offline().forEach(device -> endIfUsed(device, "is offline"));
        }
    }

    private void endIfUsed(DeviceId device, String what) {
        if (slot.running().filter(canary -> canary.active().uses(device)).isPresent()) {
            ending.rollBack(FailureCode.DEVICE_LOST.failure(
                    "device '" + device + "' of the canary " + what,
                    "all requests go to what served before; order the canary again when its device is there"));
        }
    }

    /** Called several times a second. */
    void tick() {
        synchronized (state) {
            slot.running()
                    .flatMap(canary -> pipelines
                            .comparison(canary.model())
                            .flatMap(seen -> CanaryJudge.verdict(canary.terms(), seen)))
                    .ifPresent(ending::rollBack);
        }
    }
}
