package hewn.admin.rest;

import hewn.placement.Planner;
import java.util.Optional;

/** Names of strategies that clients send. */
final class StrategyNames {
    private StrategyNames() {}

    /** Refuses a strategy that is not on offer. */
    static void require(String name, Planner planner) throws Refusal {
        if (planner.strategies().contains(name)) {
            return;
        }
        Optional<String> setAside = planner.quarantined().stream()
                .filter(quarantine -> quarantine.strategy().equals(name))
                .map(quarantine -> "strategy '" + name + "' was set aside: " + quarantine.reason())
                .findFirst();
        throw Refusal.badRequest(
                setAside.orElse("there is no strategy '" + name + "'"),
                "use one of " + planner.strategies() + ", or drop "
                        + (setAside.isPresent() ? "a better bundle of it" : "the strategy's bundle")
                        + " into the gateway's load folder");
    }
}
