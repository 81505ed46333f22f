package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.Device;

/** An agent whose process ends, until it is started again. */
final class EndedAgent implements Fault {
    private final Device device;
    private final Ending ending;

    /**
     * Not ended yet.
     *
     * @param ending how it is to be: as by a power cut, or in order
     */
    EndedAgent(Device device, Ending ending) {
        this.device = device;
        this.ending = ending;
    }

    /** Ends the process of a device. */
    @FunctionalInterface
    interface Ending {
        void end(Device device) throws InterruptedException;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        ending.end(device);
        return new Injection.Done(device.id());
    }

    @Override
    public void heal() throws Exception {
        device.start();
    }
}
