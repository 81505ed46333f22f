package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;

/** A power cut of the whole site, until all is started again at once: nothing waits for what it needs. */
final class PowerCut implements Fault {
    private final ChaosSite site;

    PowerCut(ChaosSite site) {
        this.site = site;
    }

    @Override
    public Allowance allowance() {
        return Allowance.SILENCE;
    }

    @Override
    public Injection inject() throws Exception {
        site.gateway().kill();
        for (Device device : site.devices()) {
            device.kill();
        }
        if (site.broker().isPresent()) {
            site.broker().get().kill();
        }
        return new Injection.Done("all");
    }

    @Override
    public void heal() throws Exception {
        site.devices().forEach(Device::start);
        if (site.broker().isPresent()) {
            site.broker().get().start();
        }
        site.restartGateway();
    }
}
