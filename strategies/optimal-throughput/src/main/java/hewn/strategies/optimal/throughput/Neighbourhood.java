package hewn.strategies.optimal.throughput;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which devices may send to which at all within a limit, whatever the cut; and which can still be reached when some are
 * used. For use by one thread.
 */
final class Neighbourhood {
    private final int words;
    private final long[][] receivers;
    private final long[] frontier;

    Neighbourhood(Limit limit) {
        int devices = limit.instance().devices();
        this.words = DeviceSet.words(devices);
        this.receivers = new long[devices][words];
        this.frontier = new long[words];
        int[] cuts = leastCuts(limit.instance());
        for (int from = 0; from < devices; from++) {
            if (limit.instance().mayHandOn(from)) {
                addReceivers(limit, cuts, from);
            }
        }
    }

    private void addReceivers(Limit limit, int[] cuts, int from) {
        for (int to = 0; to < receivers.length; to++) {
            int receiver = to;
            if (limit.mayStart(1, to) && Arrays.stream(cuts).anyMatch(cut -> limit.maySend(cut, from, receiver))) {
                DeviceSet.add(receivers[from], to);
            }
        }
    }

    /** Of all inner cuts those that none undercuts on whatever link: a single one, if the model has no early exits. */
    private static int[] leastCuts(Instance instance) {
        return IntStream.range(1, instance.layers())
                .filter(cut -> IntStream.range(1, instance.layers())
                        .noneMatch(other ->
                                undercuts(instance, other, cut) && !(other > cut && undercuts(instance, cut, other))))
                .toArray();
    }

    /** Whether a cut, at another position, takes as long as the other at most, whatever the link. */
    private static boolean undercuts(Instance instance, int cut, int other) {
        return cut != other
                && instance.cutBytes(cut) <= instance.cutBytes(other)
                && instance.reach(cut) <= instance.reach(other);
    }

    int words() {
        return words;
    }

    /**
     * Finds what can still be reached from a device over others.
     *
     * @param device from where
     * @param used devices that may not be used again
     * @param reachable is overwritten with all others that can be reached
     */
    void reach(int device, long[] used, long[] reachable) {
        for (int w = 0; w < words; w++) {
            frontier[w] = receivers[device][w] & ~used[w];
            reachable[w] = frontier[w];
        }
        for (int next = first(frontier); next >= 0; next = first(frontier)) {
            frontier[next >> 6] &= ~(1L << next);
            for (int w = 0; w < words; w++) {
                long found = receivers[next][w] & ~used[w] & ~reachable[w];
                frontier[w] |= found;
                reachable[w] |= found;
            }
        }
    }

    private static int first(long[] set) {
        for (int w = 0; w < set.length; w++) {
            if (set[w] != 0) {
                return (w << 6) + Long.numberOfTrailingZeros(set[w]);
            }
        }
        return -1;
    }
}
