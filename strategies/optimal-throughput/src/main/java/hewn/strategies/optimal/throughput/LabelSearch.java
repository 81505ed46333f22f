package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for a placement within a limit position by position, all beginnings side by side: dynamic programming over
 * labels, as for elementary shortest paths with resource constraints (Feillet, Dejax, Gendreau, Gueguen 2004). What is out of
 * reach counts as used, so that beginnings which leave the same devices to the rest are one. It gives up the least hopeful
 * beginnings where they become too many (beam search); where it had not to, that it finds nothing is a proof.
 */
final class LabelSearch {
    private final Limit limit;
    private final StageCount count;
    private final int layers;
    private final CheapestWalks walks;
    private final int[] prices;
    private final Neighbourhood neighbourhood;
    private final Deadline deadline;
    private final LabelBucket[] buckets;
    private final long[] scratchUsed;
    private final long[] scratchReach;

    LabelSearch(Limit limit, CheapestWalks walks, int[] prices, int width, Deadline deadline) {
        this.limit = limit;
        this.count = limit.instance().count();
        this.layers = limit.instance().layers();
        this.walks = walks;
        this.prices = prices;
        this.neighbourhood = new Neighbourhood(limit);
        this.deadline = deadline;
        this.buckets = new LabelBucket[layers];
        Arrays.setAll(buckets, p -> new LabelBucket(prices.length, width));
        this.scratchUsed = new long[neighbourhood.words()];
        this.scratchReach = new long[neighbourhood.words()];
    }

    Outcome search() {
        startAny(null, count.firstPhase(), 0);
        boolean complete = true;
        for (int position = 0; position < layers; position++) {
            List<Label> labels = buckets[position].best();
            complete &= buckets[position].isComplete();
            buckets[position] = null;
            for (Label label : labels) {
                int end = goOn(label);
                if (end > 0) {
                    return new Outcome.Found(label.route(end));
                }
                if (deadline.isOver()) {
                    return new Outcome.Unknown();
                }
            }
        }
        return complete ? new Outcome.Impossible() : new Outcome.Unknown();
    }

    /** Tries every end of a stage. The last layer's end if the pipeline may end there, else 0. */
    private int goOn(Label label) {
        int to = limit.furthest(label.device(), label.position());
        if (to == layers) {
            if (limit.fits(label.device(), label.position(), to)
                    && count.allows(label.stage() + 1)
                    && limit.mayEnd(label.device())) {
                return layers;
            }
            to--;
        }
        for (; to > label.position() && count.mayGoOn(label.phase()); to--) {
            if (limit.instance().mayHandOn(label.device()) && limit.fits(label.device(), label.position(), to)) {
                startAny(label, count.after(label.phase()), to);
            }
        }
        return 0;
    }

    private void startAny(Label former, int phase, int position) {
        for (long ranked : walks.ranking(phase, position)) {
            int device = (int) ranked;
            if (former == null) {
                start(former, phase, position, device, walks.startCost(phase, position, device, -1));
            } else if (!DeviceSet.has(former.used(), device)
                    && device != former.device()
                    && limit.maySend(position, former.device(), device)) {
                start(former, phase, position, device, walks.startCost(phase, position, device, former.device()));
            }
        }
    }

    private void start(Label former, int phase, int position, int device, int cost) {
        if (former == null) {
            Arrays.fill(scratchUsed, 0);
        } else {
            System.arraycopy(former.used(), 0, scratchUsed, 0, scratchUsed.length);
        }
        DeviceSet.add(scratchUsed, device);
        neighbourhood.reach(device, scratchUsed, scratchReach);
        long slack = priceOf(scratchReach) + prices[device] - cost;
        if (slack >= 0) {
            long[] closed = new long[scratchReach.length];
            for (int w = 0; w < closed.length; w++) {
                closed[w] = ~scratchReach[w];
            }
            int stage = former == null ? 0 : former.stage() + 1;
            buckets[position].add(new Label(former, stage, count.rank(stage), phase, position, device, closed, slack));
        }
    }

    private long priceOf(long[] set) {
        long sum = 0;
        for (int w = 0; w < set.length; w++) {
            for (long rest = set[w]; rest != 0; rest &= rest - 1) {
                sum += prices[(w << 6) + Long.numberOfTrailingZeros(rest)];
            }
        }
        return sum;
    }
}
