package hewn.admin.rest;

import java.util.List;

/** Names of strategies that clients send. */
final class StrategyNames {
    private StrategyNames() {}

    /** Refuses a strategy that is not on offer. */
    static void require(String name, List<String> offered) throws Refusal {
        if (!offered.contains(name)) {
            throw Refusal.badRequest(
                    "there is no strategy '" + name + "'",
                    "use one of " + offered + ", or drop the strategy's bundle into the gateway's load folder");
        }
    }
}
