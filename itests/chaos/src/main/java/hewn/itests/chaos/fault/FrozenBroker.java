package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.BrokerProcess;
import hewn.itests.support.ProcessSignal;
import java.util.Optional;

/** A broker that hangs for a while. */
final class FrozenBroker implements Fault {
    private static final String EMBEDDED = "the broker is a part of the gateway here";

    private final Optional<BrokerProcess> broker;

    FrozenBroker(Optional<BrokerProcess> broker) {
        this.broker = broker;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        if (broker.isEmpty()) {
            return new Injection.Skipped(EMBEDDED);
        }
        ProcessSignal.STOP.send(broker.get().pid());
        return new Injection.Done(broker.get().program());
    }

    @Override
    public void heal() throws Exception {
        ProcessSignal.CONT.send(broker.orElseThrow().pid());
    }
}
