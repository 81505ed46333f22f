package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.support.ProcessSignal;

/** A gateway that hangs for a while. */
final class FrozenGateway implements Fault {
    private final ChaosSite site;

    FrozenGateway(ChaosSite site) {
        this.site = site;
    }

    @Override
    public Allowance allowance() {
        return Allowance.SILENCE;
    }

    @Override
    public Injection inject() throws Exception {
        ProcessSignal.STOP.send(site.gateway().pid());
        return new Injection.Done("gateway");
    }

    @Override
    public void heal() throws Exception {
        ProcessSignal.CONT.send(site.gateway().pid());
    }
}
