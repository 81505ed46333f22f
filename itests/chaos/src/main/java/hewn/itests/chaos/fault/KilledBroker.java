package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.BrokerProcess;
import java.util.Optional;

/** A broker that is gone with all that it knew, until it is started again. */
final class KilledBroker implements Fault {
    private static final String EMBEDDED = "the broker is a part of the gateway here";

    private final Optional<BrokerProcess> broker;

    KilledBroker(Optional<BrokerProcess> broker) {
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
        broker.get().kill();
        return new Injection.Done(broker.get().program());
    }

    @Override
    public void heal() throws Exception {
        broker.orElseThrow().start();
    }
}
