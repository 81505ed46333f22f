package hewn.deployer;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.OwedReplies;
import hewn.deployer.rollout.SliceSweep;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;

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
    @Override
    public void deviceOnline(Device device, boolean newSession) {
        Runnable tellWhoWaits = newSession ? restarted(device.id()) : () -> {};
        deployed.forEach(deployment -> deployment.deviceOnline(device.id(), newSession));
        tellWhoWaits.run(); // last: a rollout that begins again must not be taken for what the former process served
        sweep.request();
    }

    private Runnable restarted(DeviceId device) {
        deployed.forEach(deployment -> deployment.deviceRestarted(device));
        cutOff.restarted(device);
        return owed.restarted(device);
    }

    @Override
    public void deviceOffline(DeviceId device, boolean stopped) {
        sweep.endWait();
        deployed.forEach(deployment -> deployment.deviceOffline(device, stopped));
        if (stopped) {
            deployed.forEach(deployment -> deployment.deviceRestarted(device)); // holds nothing any more
            owed.died(device); // last: deployments know by then why a reply does not come
        }
    }
}
