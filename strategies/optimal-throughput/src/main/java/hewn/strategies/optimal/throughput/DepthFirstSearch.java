package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.Arrays;

/**
 * Looks for a placement within a limit device by device, and turns back where the cheapest walk to the end costs more
 * than all devices that are left: then there is none on that branch.
 */
final class DepthFirstSearch {
    private final Limit limit;
    private final StageCount count;
    private final int layers;
    private final CheapestWalks walks;
    private final int[] prices;
    private final Deadline deadline;
    private final boolean[] used;
    private final int[] ends;
    private final int[] chosen;
    private long left;
    private long steps;

    /**
     * A search within a limit.
     *
     * @param limit what is possible
     * @param walks the cheapest walks within the limit
     * @param prices that they were found for
     * @param steps how many continuations to look at before it gives up
     * @param deadline when to give up at the latest
     */
    DepthFirstSearch(Limit limit, CheapestWalks walks, int[] prices, long steps, Deadline deadline) {
        this.limit = limit;
        this.count = limit.instance().count();
        this.layers = limit.instance().layers();
        this.walks = walks;
        this.prices = prices;
        this.deadline = deadline;
        this.used = new boolean[prices.length];
        this.ends = new int[layers];
        this.chosen = new int[layers];
        this.left = Arrays.stream(prices).asLongStream().sum();
        this.steps = steps;
    }

    Outcome search() {
        int stages = startAny(0, count.firstPhase(), 0, -1);
        if (stages > 0) {
            return new Outcome.Found(new Route(Arrays.copyOf(ends, stages), Arrays.copyOf(chosen, stages)));
        }
        return isExhausted() ? new Outcome.Unknown() : new Outcome.Impossible();
    }

    private boolean isExhausted() {
        return steps <= 0;
    }

    /** Tries every device for the next stage. The number of all stages if one leads to the end, else 0. */
    private int startAny(int stage, int phase, int position, int former) {
        for (long ranked : walks.ranking(phase, position)) {
            if (ranked >>> Integer.SIZE > left || isExhausted()) {
                return 0;
            }
            int device = (int) ranked;
            if (mayFollow(phase, position, former, device)) {
                int stages = start(stage, phase, position, device);
                if (stages > 0) {
                    return stages;
                }
            }
        }
        return 0;
    }

    private boolean mayFollow(int phase, int position, int former, int device) {
        spend();
        return !used[device]
                && walks.startCost(phase, position, device, former) <= left
                && (former < 0 || limit.maySend(position, former, device));
    }

    private void spend() {
        steps--;
        if ((steps & 0xfff) == 0 && deadline.isOver()) {
            steps = 0;
        }
    }

    private int start(int stage, int phase, int position, int device) {
        used[device] = true;
        left -= prices[device];
        chosen[stage] = device;
        int stages = end(stage, phase, position, device);
        left += prices[device];
        used[device] = false;
        return stages;
    }

    /** Tries every cut to end the stage at, the longest stage first. */
    private int end(int stage, int phase, int from, int device) {
        for (int to = limit.furthest(device, from); to > from && !isExhausted(); to--) {
            if (limit.fits(device, from, to)) {
                ends[stage] = to;
                int stages = goOn(stage, phase, to, device);
                if (stages > 0) {
                    return stages;
                }
            }
        }
        return 0;
    }

    private int goOn(int stage, int phase, int position, int device) {
        if (position == layers) {
            return count.allows(stage + 1) && limit.mayEnd(device) ? stage + 1 : 0;
        }
        boolean hopeful = count.mayGoOn(phase) && walks.handOverCost(phase, position, device) <= left;
        return hopeful ? startAny(stage + 1, count.after(phase), position, device) : 0;
    }
}
