package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import java.util.Optional;
import java.util.Random;

/** New versions, one after another. */
final class Upgrades implements Fault {
    private static final int ORDERS = 3;

    private final ChaosSite site;
    private final int first;
    private final boolean waits;

    Upgrades(ChaosSite site, Random random) {
        this.site = site;
        this.first = random.nextInt(StampModel.VERSIONS);
        this.waits = random.nextBoolean();
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        for (int order = 0; order < ORDERS; order++) {
            int version = 1 + (first + order) % StampModel.VERSIONS;
            long generation = site.model().deploy(version, Optional.empty());
            if (waits || order == ORDERS - 1) {
                site.model().awaitServing(generation);
            }
        }
        return new Injection.Done(waits ? "each after the other serves" : "at once");
    }

    @Override
    public void heal() throws Exception {
        // Nothing is broken: the last one serves.
    }
}
