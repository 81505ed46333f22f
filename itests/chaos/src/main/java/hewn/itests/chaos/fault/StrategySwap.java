package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StampModel;
import hewn.itests.chaos.site.StrategyJar;
import java.util.Optional;
import java.util.Random;

/** A strategy is dropped into the running gateway, places the model, and is taken away. */
final class StrategySwap implements Fault {
    private final ChaosSite site;
    private final String strategy;
    private final int version;

    StrategySwap(ChaosSite site, Random random) {
        this.site = site;
        this.strategy = StrategyJar.any(random);
        this.version = 1 + random.nextInt(StampModel.VERSIONS);
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        StrategyJar jar = StrategyJar.built(site, strategy);
        jar.drop();
        jar.awaitOnOffer(true);
        site.model().serve(version, Optional.of(strategy));
        return new Injection.Done(strategy);
    }

    @Override
    public void heal() throws Exception {
        StrategyJar jar = StrategyJar.built(site, strategy);
        jar.delete();
        jar.awaitOnOffer(false);
    }
}
