package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;

/** Slices go bad on the disk of a device that is down; it finds out when it loads them. */
final class SpoiledSlices implements Fault {
    private final Device device;
    private final Spoil spoil;

    SpoiledSlices(Device device, Spoil spoil) {
        this.device = device;
        this.spoil = spoil;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        device.kill();
        int spoiled = spoil.all(device.slices());
        return new Injection.Done(spoiled + " on " + device.id());
    }

    @Override
    public void heal() throws Exception {
        device.start();
    }
}
