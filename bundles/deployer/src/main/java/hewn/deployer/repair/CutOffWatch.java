package hewn.deployer.repair;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.pipeline.CutOff;
import hewn.pipeline.PipelineSwitch;

/**
 * Sees to it that a device of what serves is replaced once tensors do not get to it. It is replaced at once, for it was
 * waited for already.
 *
 * @param state of the deployment
 * @param pipelines tells which device is cut off
 * @param cutOff remembers it
 * @param devices has it replaced
 */
public record CutOffWatch(DeploymentState state, PipelineSwitch pipelines, CutOffDevices cutOff, DeviceWatch devices) {
    /** Called several times a second. */
    public void tick() {
        state.active()
                .filter(Active::isServing)
                .ifPresent(serving ->
                        pipelines.cutOff(serving.generation().number()).ifPresent(found -> replace(serving, found)));
    }

    private void replace(Active serving, CutOff found) {
        synchronized (state) {
            if (!state.isClosed()
                    && serving.isServing()
                    && state.active().filter(serving::equals).isPresent()) {
                cutOff.add(state.wanted().model().name(), found.device());
                devices.reload(FailureCode.DEVICE_CUT_OFF.failure(
                        "tensors do not get to device '" + found.device() + "': " + found.reason(),
                        CutOffDevices.REMEDY));
            }
        }
    }
}
