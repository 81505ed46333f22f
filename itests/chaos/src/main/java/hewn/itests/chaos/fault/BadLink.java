package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;
import hewn.itests.support.LinkProxy;

/** The way of tensors to a device is cut, stalls or is slow. Control and answers to the gateway take other ways. */
final class BadLink implements Fault {
    private final Device device;
    private final LinkProxy.Mode mode;

    BadLink(Device device, LinkProxy.Mode mode) {
        this.device = device;
        this.mode = mode;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        device.link().set(mode);
        return new Injection.Done("to " + device.id());
    }

    @Override
    public void heal() throws Exception {
        device.link().set(LinkProxy.Mode.OPEN);
    }
}
