package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import java.util.Arrays;

/**
 * The cheapest way from every state to the end, if each use of a device has a price and a device may be used again, only
 * not right after the one that came between. It is a relaxation: every placement is such a walk, so what no walk can
 * do no placement can, and no placement is cheaper than the cheapest walk.
 *
 * <p>That a walk does not return to where it just came from is two-cycle elimination (Houck, Picard, Queyranne, Vemuganti
 * 1980, for the travelling salesman): each state keeps its two best continuations over different devices. Prices
 * are whole numbers, so all sums are exact.
 *
 * <p>The states: a stage that starts at a position on a device, and a device that hands on at a position.
 */
final class CheapestWalks {
    private final Instance instance;
    private final StageCount count;
    private final int layers;
    private final int devices;
    private final TwoBest starts;
    private final TwoBest handOvers;
    /** For each phase and position the devices that may start there, cheapest first; the cost in the upper half. */
    private final long[][] ranking;

    private Limit limit;
    private int[] prices;

    CheapestWalks(Instance instance) {
        this.instance = instance;
        this.count = instance.count();
        this.layers = instance.layers();
        this.devices = instance.devices();
        int states = count.phases() * layers * devices;
        this.starts = new TwoBest(states);
        this.handOvers = new TwoBest(states);
        this.ranking = new long[count.phases() * layers][];
    }

    /** The key of a state that ends the walk, in place of a next device. */
    int end() {
        return devices;
    }

    /**
     * Finds all cheapest walks.
     *
     * @param within what is possible
     * @param pricesOfDevices what each use of a device costs, at least 0; so low that no walk's sum is too large
     * @param deadline after which it ends at once, and what it found is not to be used
     */
    void find(Limit within, int[] pricesOfDevices, Deadline deadline) {
        this.limit = within;
        this.prices = pricesOfDevices;
        starts.clear();
        handOvers.clear();
        for (int position = layers - 1; position >= 0 && !deadline.isOver(); position--) {
            for (int phase = 0; phase < count.phases(); phase++) {
                start(phase, position);
            }
            for (int phase = 0; position > 0 && phase < count.phases(); phase++) {
                handOver(phase, position);
            }
        }
    }

    private void start(int phase, int position) {
        long[] ranked = new long[devices];
        int found = 0;
        for (int device = 0; device < devices; device++) {
            if (limit.mayStart(position, device)) {
                int entry = state(phase, position, device);
                start(phase, position, device, entry);
                if (starts.cost(entry) < TwoBest.NEVER) {
                    ranked[found++] = (long) starts.cost(entry) << Integer.SIZE | device;
                }
            }
        }
        long[] reachable = Arrays.copyOf(ranked, found);
        Arrays.sort(reachable);
        ranking[phase * layers + position] = reachable;
    }

    private void start(int phase, int position, int device, int entry) {
        int furthest = limit.furthest(device, position);
        if (furthest == layers && canEnd(phase, device) && limit.fits(device, position, layers)) {
            starts.offer(entry, prices[device], end());
            furthest--;
        }
        for (int to = Math.min(furthest, layers - 1); to > position; to--) {
            int next = state(phase, to, device);
            if (handOvers.cost(next) < TwoBest.NEVER && limit.fits(device, position, to)) {
                starts.offer(entry, prices[device] + handOvers.cost(next), handOvers.key(next));
                starts.offer(entry, prices[device] + handOvers.otherCost(next), handOvers.otherKey(next));
            }
        }
    }

    private void handOver(int phase, int position) {
        if (!count.mayGoOn(phase)) {
            return;
        }
        int after = count.after(phase);
        long[] ranked = ranking[after * layers + position];
        for (int device = 0; device < devices; device++) {
            if (instance.mayHandOn(device)) {
                handOver(state(phase, position, device), after, position, device, ranked);
            }
        }
    }

    /** Receivers come cheapest first, so that two of them are mostly enough. */
    private void handOver(int entry, int after, int position, int device, long[] ranked) {
        for (long receiver : ranked) {
            if ((int) (receiver >>> Integer.SIZE) >= handOvers.otherCost(entry)) {
                return;
            }
            int next = (int) receiver;
            int cost = starts.costWithout(state(after, position, next), device);
            if (cost < handOvers.otherCost(entry) && limit.maySend(position, device, next)) {
                handOvers.offer(entry, cost, next);
            }
        }
    }

    private boolean canEnd(int phase, int device) {
        return count.mayEnd(phase) && limit.mayEnd(device);
    }

    private int state(int phase, int position, int device) {
        return (phase * layers + position) * devices + device;
    }

    /** The cheapest walk from a stage that starts at a position, its own price included. */
    int startCost(int phase, int position, int device, int former) {
        return starts.costWithout(state(phase, position, device), former);
    }

    /** The cheapest walk once a device has handed on at a position before the end. */
    int handOverCost(int phase, int position, int device) {
        return handOvers.cost(state(phase, position, device));
    }

    /** The devices that may start at a position and get to the end, cheapest first; a device is the lower half. */
    long[] ranking(int phase, int position) {
        return ranking[phase * layers + position];
    }

    /** The price of the cheapest walk of all; {@link TwoBest#NEVER} if there is none. */
    int cheapest() {
        long[] first = ranking(count.firstPhase(), 0);
        return first.length == 0 ? TwoBest.NEVER : (int) (first[0] >>> Integer.SIZE);
    }

    /** The cheapest walk of all, where there is one. */
    Route route() {
        int[] ends = new int[layers];
        int[] chosen = new int[layers];
        int stages = 0;
        int phase = count.firstPhase();
        int position = 0;
        int former = -1;
        int device = (int) ranking(phase, 0)[0];
        while (position < layers) {
            int entry = state(phase, position, device);
            int next = starts.keyWithout(entry, former);
            int rest = starts.costWithout(entry, former) - prices[device];
            position = next == end() ? layers : cut(phase, position, device, next, rest);
            ends[stages] = position;
            chosen[stages++] = device;
            former = device;
            device = next;
            phase = count.mayGoOn(phase) ? count.after(phase) : phase;
        }
        return new Route(Arrays.copyOf(ends, stages), Arrays.copyOf(chosen, stages));
    }

    /** Where a device hands on to the next at that cost. */
    private int cut(int phase, int from, int device, int next, int cost) {
        for (int to = limit.furthest(device, from); to > from; to--) {
            if (to < layers
                    && handOvers.costOf(state(phase, to, device), next) == cost
                    && limit.fits(device, from, to)) {
                return to;
            }
        }
        throw new IllegalStateException("no cut after " + from + " leads from device " + device + " to " + next);
    }
}
