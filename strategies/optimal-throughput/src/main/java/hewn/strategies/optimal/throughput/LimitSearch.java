package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;

/** Decides whether there is a placement within a limit: by cheapest walks, depth first, then over labels. */
final class LimitSearch {
    private final Instance instance;
    private final Deadline deadline;
    private final CheapestWalks walks;
    private DevicePrices prices;

    LimitSearch(Instance instance, Deadline deadline) {
        this.instance = instance;
        this.deadline = deadline;
        this.walks = new CheapestWalks(instance);
        this.prices = new DevicePrices(instance.devices());
    }

    Outcome search(double seconds, Effort effort) {
        Limit limit = new Limit(instance, seconds);
        Outcome outcome = relaxed(limit, effort.walks());
        if (!(outcome instanceof Outcome.Unknown) || deadline.isOver()) {
            return outcome;
        }
        int[] rounded = prices.rounded();
        walks.find(limit, rounded);
        outcome = new DepthFirstSearch(limit, walks, rounded, effort.steps(), deadline).search();
        if (outcome instanceof Outcome.Unknown && effort.width() > 0 && !deadline.isOver()) {
            outcome = new LabelSearch(limit, walks, rounded, effort.width(), deadline).search();
        }
        return outcome;
    }

    private Outcome relaxed(Limit limit, int most) {
        for (int i = 0; i < most && !deadline.isOver(); i++) {
            int[] rounded = prices.rounded();
            walks.find(limit, rounded);
            long all = 0;
            for (int price : rounded) {
                all += price;
            }
            if (walks.cheapest() == TwoBest.NEVER || walks.cheapest() > all) {
                return new Outcome.Impossible();
            }
            Route route = walks.route();
            if (route.usesEachDeviceOnce() && instance.count().allows(route.stages())) {
                return new Outcome.Found(route);
            }
            prices.adjust(route);
        }
        return new Outcome.Unknown();
    }
}
