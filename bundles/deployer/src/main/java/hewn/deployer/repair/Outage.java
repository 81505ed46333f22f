package hewn.deployer.repair;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import java.time.Duration;

/**
 * What becomes of requests while what serves can't answer them: they wait, or are refused where nothing is to be hoped for.
 */
record Outage(DeploymentState state, PipelineSwitch pipelines) {
    static Failure lost(String why) {
        return FailureCode.DEVICE_LOST.failure(why, "bring the device back, or add another one");
    }

    /** It begins, unless it has begun: what serves is degraded, and its requests wait. */
    void begin(Failure why) {
        state.active()
                .map(Active::generation)
                .filter(generation -> generation.status().state() == GenerationState.SERVING)
                .ifPresent(generation -> {
                    pipelines.suspend(generation.number(), new Suspension.Recovering(why.message()));
                    generation.enter(GenerationState.DEGRADED, why);
                });
    }

    /** It ends: all is there again. */
    void end() {
        state.active().ifPresent(serving -> {
            pipelines.resume(serving.generation().number());
            serving.generation().enter(GenerationState.SERVING, "all devices are back");
        });
    }

    /** What only finishes its requests needs the device, too. */
    void beginForLeaving(DeviceId device) {
        Suspension offline = new Suspension.Recovering("device '" + device + "' is offline");
        state.leaving(device)
                .forEach(former -> pipelines.suspend(former.generation().number(), offline));
    }

    /** A repair is under way, for which requests wait. */
    void awaitRepair() {
        suspend(new Suspension.Recovering(
                "model '" + state.wanted().model().name() + "' is being brought to other devices"));
    }

    /** Nobody is to wait for the next repair. */
    void giveUp(Failure failure, Duration nextRepair) {
        suspend(new Suspension.Stuck(failure.message() + "; " + failure.remedy(), nextRepair));
    }

    private void suspend(Suspension suspension) {
        synchronized (state) {
            state.active()
                    .ifPresent(stopped -> pipelines.suspend(stopped.generation().number(), suspension));
        }
    }
}
