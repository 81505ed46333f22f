package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;

/** A power cut at the gateway, until it is started again. */
final class KilledGateway implements Fault {
    private final ChaosSite site;

    KilledGateway(ChaosSite site) {
        this.site = site;
    }

    @Override
    public Allowance allowance() {
        return Allowance.SILENCE;
    }

    @Override
    public Injection inject() throws Exception {
        site.gateway().kill();
        return new Injection.Done("gateway");
    }

    @Override
    public void heal() throws Exception {
        site.restartGateway();
    }
}
