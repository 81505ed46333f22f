package hewn.deployer;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.deployment.Deployment;
import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.OwedReplies;
import hewn.deployer.rollout.SliceSweep;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Who has to know that a device came or went, and in which order.
 *
 * @param deployed what may use it
 * @param owed what is awaited from it
 * @param cutOff whether tensors get to it
 * @param sweep tells it what is needed
 */
record FleetEvents(DeployedModels deployed, OwedReplies owed, CutOffDevices cutOff, SliceSweep sweep)
        implements FleetListener {
    private static final FaultBarrier BARRIER = new FaultBarrier(
            LoggerFactory.getLogger(FleetEvents.class), "Model {} could not be told of a device", () -> false);

    @Override
    public void deviceOnline(Device device, boolean newSession) {
        Runnable tellWhoWaits = newSession ? restarted(device.id()) : () -> {};
        tell(deployment -> deployment.deviceOnline(device.id(), newSession));
        tellWhoWaits.run(); // last: a rollout that begins again must not be taken for what the former process served
        sweep.request();
    }

    private Runnable restarted(DeviceId device) {
        tell(deployment -> deployment.orders().deviceEmptied(device));
        cutOff.restarted(device);
        return owed.restarted(device);
    }

    @Override
    public void deviceOffline(DeviceId device, boolean stopped) {
        sweep.endWait();
        tell(deployment -> deployment.deviceOffline(device, stopped));
        if (stopped) {
            tell(deployment -> deployment.orders().deviceEmptied(device));
            tellWhoNeedNotWait(device);
        }
    }

    /** An order that has something to do on it waits whether it is started again, for perhaps nothing stands in. */
    private void tellWhoNeedNotWait(DeviceId stopped) {
        if (!deployed.any(deployment -> deployment.orders().uses(stopped))) {
            owed.died(stopped); // last: deployments know by then why a reply does not come
        }
    }

    /** What goes wrong with one model is not to keep others from it, nor who waits for the device. */
    private void tell(Consumer<Deployment> news) {
        deployed.forEachModel((model, deployment) -> BARRIER.run(model, () -> news.accept(deployment)));
    }
}
