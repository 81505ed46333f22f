package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;

/** An agent that its service manager ends in order, until it is started again. */
final class EndedAgent implements Fault {
    private final Device device;

    EndedAgent(Device device) {
        this.device = device;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        device.end();
        return new Injection.Done(device.id());
    }

    @Override
    public void heal() throws Exception {
        device.start();
    }
}
