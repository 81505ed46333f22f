package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.Arrays;

/**
 * Decides whether there is a placement within a limit: by cheapest walks, depth first, then over labels. The prices that it
 * learns at one limit are where it begins at the next.
 */
final class LimitSearch {
    private final Instance instance;
    private final Deadline deadline;
    private final CheapestWalks walks;
    private final DevicePrices prices;
    private int[] paid;

    LimitSearch(Instance instance, Deadline deadline) {
        this.instance = instance;
        this.deadline = deadline;
        this.walks = new CheapestWalks(instance);
        this.prices = new DevicePrices(instance.devices(), instance.layers());
        this.paid = prices.rounded();
    }

    Outcome search(double seconds, Effort effort) {
        Limit limit = new Limit(instance, seconds);
        Outcome outcome = cheapestWalk(limit);
        if (isUnknown(outcome)) {
            outcome = depthFirst(limit, effort.steps() / effort.walks());
        }
        for (int i = 0; i < effort.walks() && isUnknown(outcome); i++) {
            prices.adjust(walks.route());
            outcome = cheapestWalk(limit);
        }
        if (isUnknown(outcome)) {
            outcome = depthFirst(limit, effort.steps());
        }
        if (isUnknown(outcome) && effort.width() > 0) {
            outcome = new LabelSearch(limit, walks, paid, effort.width(), deadline).search();
        }
        return outcome;
    }

    private boolean isUnknown(Outcome outcome) {
        return outcome instanceof Outcome.Unknown && !deadline.isOver();
    }

    /** A placement pays each price once at most, so a walk must not cost more than all of them. */
    private Outcome cheapestWalk(Limit limit) {
        paid = prices.rounded();
        walks.find(limit, paid, deadline);
        if (deadline.isOver()) {
            return new Outcome.Unknown();
        }
        if (walks.cheapest() > Arrays.stream(paid).asLongStream().sum() || walks.cheapest() == TwoBest.NEVER) {
            return new Outcome.Impossible();
        }
        Route route = walks.route();
        boolean placed = route.usesEachDeviceOnce() && instance.count().allows(route.stages());
        return placed ? new Outcome.Found(route) : new Outcome.Unknown();
    }

    private Outcome depthFirst(Limit limit, long steps) {
        return new DepthFirstSearch(limit, walks, paid, steps, deadline).search();
    }
}
