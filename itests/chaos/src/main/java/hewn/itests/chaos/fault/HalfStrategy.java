package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.StrategyJar;
import java.util.Random;

/** Half a jar lies where strategies are dropped, as during a slow copy; then all of it, and then none. */
final class HalfStrategy implements Fault {
    private final ChaosSite site;
    private final String strategy;

    HalfStrategy(ChaosSite site, Random random) {
        this.site = site;
        this.strategy = StrategyJar.any(random);
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        StrategyJar.built(site, strategy).dropHalf();
        return new Injection.Done(strategy);
    }

    @Override
    public void heal() throws Exception {
        StrategyJar jar = StrategyJar.built(site, strategy);
        jar.drop();
        jar.awaitOnOffer(true);
        jar.delete();
        jar.awaitOnOffer(false);
    }
}
