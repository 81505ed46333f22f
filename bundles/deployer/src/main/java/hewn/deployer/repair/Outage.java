package hewn.deployer.repair;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of requests while what serves can't answer them: they wait, or are refused where nothing is to be hoped for.
 */
final class Outage {
    private final DeploymentState state;
    private final PipelineSwitch pipelines;

    /** Requests wait for a device, not for a repair. Guarded by the state. */
    private boolean isDeviceAwaited;

    Outage(DeploymentState state, PipelineSwitch pipelines) {
        this.state = state;
        this.pipelines = pipelines;
    }

    static Failure lost(String why) {
        return FailureCode.DEVICE_LOST.failure(why, "bring the device back, or add another one");
    }

    /** It begins, or goes on for another reason: what serves is degraded, and its requests wait. */
    void goOn(Failure why) {
        synchronized (state) {
            state.active().map(Active::generation).ifPresent(generation -> goOn(generation, why));
        }
    }

    private void goOn(GenerationRecord generation, Failure why) {
        GenerationState now = generation.status().state();
        if (now == GenerationState.SERVING) {
            isDeviceAwaited = true;
            await(generation, why);
            generation.enter(GenerationState.DEGRADED, why);
        } else if (now == GenerationState.DEGRADED
                && !generation.status().failure().equals(Optional.of(why))) {
            await(generation, why);
            generation.explain(why);
        }
    }

    private void await(GenerationRecord generation, Failure why) {
        if (isDeviceAwaited) {
            pipelines.suspend(generation.number(), new Suspension.Recovering(why.message()));
        }
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
    void giveUp(String why, Duration nextRepair) {
        suspend(new Suspension.Stuck(why, nextRepair));
    }

    private void suspend(Suspension suspension) {
        synchronized (state) {
            isDeviceAwaited = false;
            state.active()
                    .ifPresent(stopped -> pipelines.suspend(stopped.generation().number(), suspension));
        }
    }
}
