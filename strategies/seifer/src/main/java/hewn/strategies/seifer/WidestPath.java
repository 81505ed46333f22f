package hewn.strategies.seifer;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.strategies.seifer.partition.Assignment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Devices for some consecutive stages, such that the slowest link between two of them is as fast as it can be: bisection
 * over a limit on the links' times, with a search for a path at each. Stages that have their device keep it.
 *
 * <p>All hops are taken to hand on what the largest of them does, as hops of one class do, more or less. The gateway is
 * where the pipeline begins and ends, so its links are held to the limit, too.
 */
final class WidestPath {
    private final IndexedProblem problem;
    private final int cut;
    private final boolean fromGateway;
    private final boolean toGateway;
    private final List<BitSet> options;
    private final BitSet open = new BitSet();
    private final int[] devices;

    /**
     * Paths for stages.
     *
     * @param stages how many there are in all
     * @param first the first of those that are to have a device
     * @param last the last of them
     * @param cut the position of the largest cut between them
     */
    WidestPath(IndexedProblem problem, Assignment assignment, int stages, int first, int last, int cut) {
        this.problem = problem;
        this.cut = cut;
        this.fromGateway = first == 0 && assignment.isOpen(first);
        this.toGateway = last == stages - 1 && assignment.isOpen(last);
        this.options =
                IntStream.rangeClosed(first, last).mapToObj(assignment::options).toList();
        IntStream.range(0, options.size())
                .filter(place -> assignment.isOpen(first + place))
                .forEach(open::set);
        BitSet all = new BitSet();
        options.forEach(all::or);
        this.devices = all.stream().toArray();
    }

    /** The device of each of the stages; empty if no path was found whatever the limit. */
    Optional<int[]> find(int trials, RandomGenerator random, Deadline deadline) {
        ColourCoding coding = new ColourCoding(options, open, trials, random, deadline);
        Optional<int[]> best = path(coding, Double.POSITIVE_INFINITY);
        double[] limits = best.isEmpty() || deadline.isOver() ? new double[0] : limits();
        int least = 0;
        int most = limits.length - 1;
        while (best.isPresent() && least <= most && !deadline.isOver()) {
            int middle = (least + most) / 2;
            Optional<int[]> path = path(coding, limits[middle]);
            if (path.isPresent()) {
                best = path;
                most = middle - 1;
            } else {
                least = middle + 1;
            }
        }
        return best;
    }

    /** All times that are one of a link, in ascending order: as many as devices squared, so they are not boxed. */
    private double[] limits() {
        boolean ends = fromGateway || toGateway;
        double[] times = new double[devices.length * (devices.length + 1)];
        int count = 0;
        for (int u : devices) {
            for (int v : devices) {
                if (u != v) {
                    times[count++] = problem.hopBusySeconds(cut, u, v);
                }
            }
            if (ends) {
                times[count++] = problem.inBusySeconds(u);
                times[count++] = problem.outBusySeconds(u);
            }
        }
        return distinct(Arrays.copyOf(times, count));
    }

    private static double[] distinct(double[] times) {
        Arrays.sort(times);
        int count = 0;
        for (double time : times) {
            if (count == 0 || times[count - 1] < time) {
                times[count++] = time;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private Optional<int[]> path(ColourCoding coding, double limit) {
        BitSet[] followers = new BitSet[problem.devices()];
        for (int u : devices) {
            followers[u] = followers(u, limit);
        }
        return coding.path(options(limit), followers);
    }

    private BitSet followers(int sender, double limit) {
        BitSet followers = new BitSet();
        for (int v : devices) {
            if (v != sender
                    && problem.tier(sender) <= problem.tier(v)
                    && problem.hopBusySeconds(cut, sender, v) <= limit) {
                followers.set(v);
            }
        }
        return followers;
    }

    private List<BitSet> options(double limit) {
        List<BitSet> limited =
                options.stream().map(place -> (BitSet) place.clone()).toList();
        BitSet ends = limited.get(limited.size() - 1);
        if (fromGateway) {
            limited.get(0).stream()
                    .filter(u -> problem.inBusySeconds(u) > limit)
                    .forEach(limited.get(0)::clear);
        }
        if (toGateway) {
            ends.stream().filter(u -> problem.outBusySeconds(u) > limit).forEach(ends::clear);
        }
        return limited;
    }
}
