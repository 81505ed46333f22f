package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;
import hewn.itests.support.ProcessSignal;

/** A device that hangs: its connections stay open and nothing comes. */
final class FrozenAgent implements Fault {
    private final Device device;

    FrozenAgent(Device device) {
        this.device = device;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        ProcessSignal.STOP.send(device.pid());
        return new Injection.Done(device.id());
    }

    @Override
    public void heal() throws Exception {
        ProcessSignal.CONT.send(device.pid());
    }
}
