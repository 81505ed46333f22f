package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;

/** A power cut at a device, until it is started again. */
final class KilledAgent implements Fault {
    private final Device device;

    KilledAgent(Device device) {
        this.device = device;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        device.kill();
        return new Injection.Done(device.id());
    }

    @Override
    public void heal() throws Exception {
        device.start();
    }
}
