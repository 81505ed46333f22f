package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a placement within a limit position by position, all beginnings side by side: dynamic programming over
 * labels, as for elementary shortest paths with resource constraints (Feillet, Dejax, Gendreau, Gueguen 2004). What is out of
 * reach counts as used, so that beginnings which leave the same devices to the rest are one. It gives up the least hopeful
 * beginnings where they become too many (beam search); where it had not to, that it finds nothing is a proof.
 */
final class LabelSearch {
    /** Where the first stage's input comes from. */
    private static final int NOBODY = -1;

    private final Limit limit;
    private final StageCount count;
    private final int layers;
    private final CheapestWalks walks;
    private final int[] prices;
    private final Neighbourhood neighbourhood;
    private final Deadline deadline;
    private final LabelBucket[] buckets;
    private final long[] used;
    private final long[] reachable;

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
        this.used = new long[neighbourhood.words()];
        this.reachable = new long[neighbourhood.words()];
    }

    Outcome search() {
        startFirst();
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
        Optional<Label> former = Optional.of(label);
        for (; to > label.position() && count.mayGoOn(label.phase()); to--) {
            if (limit.instance().mayHandOn(label.device()) && limit.fits(label.device(), label.position(), to)) {
                startNext(label, former, to);
            }
        }
        return 0;
    }

    private void startFirst() {
        for (long ranked : walks.ranking(count.firstPhase(), 0)) {
            Arrays.fill(used, 0);
            start(Optional.empty(), count.firstPhase(), 0, (int) ranked);
        }
    }

    private void startNext(Label last, Optional<Label> former, int position) {
        int phase = count.after(last.phase());
        for (long ranked : walks.ranking(phase, position)) {
            int device = (int) ranked;
            if (!DeviceSet.has(last.used(), device) && limit.maySend(position, last.device(), device)) {
                System.arraycopy(last.used(), 0, used, 0, used.length);
                start(former, phase, position, device);
            }
        }
    }

    /** Keeps the label of a stage unless the devices that it leaves within reach can't pay for the rest. */
    private void start(Optional<Label> former, int phase, int position, int device) {
        DeviceSet.add(used, device);
        neighbourhood.reach(device, used, reachable);
        int sender = former.map(Label::device).orElse(NOBODY);
        long slack = priceOf(reachable) + prices[device] - walks.startCost(phase, position, device, sender);
        if (slack >= 0) {
            int stage = former.map(Label::stage).orElse(-1) + 1;
            long[] closed = DeviceSet.without(reachable);
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
