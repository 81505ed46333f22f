package hewn.strategies.seifer.partition;

import hewn.placement.IndexedProblem;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The memory that every device is taken to have: that of the smallest, as in the paper, or more, if smaller devices are
 * left out.
 */
public final class Capacities {
    /** How many to try at most; a large fleet may have as many as devices. */
    private static final int MOST = 16;

    private Capacities() {}

    /**
     * That of the smallest device.
     *
     * @param problem with the candidates
     * @return the number of that device; empty if there are no candidates
     */
    public static List<Integer> smallest(IndexedProblem problem) {
        return distinct(problem).stream().limit(1).toList();
    }

    /**
     * Those of up to 16 devices, the smallest and the largest among them.
     *
     * @param problem with the candidates
     * @return the numbers of devices, the smallest first; empty if there are no candidates
     */
    public static List<Integer> spread(IndexedProblem problem) {
        List<Integer> all = distinct(problem);
        int count = Math.min(all.size(), MOST);
        if (count < 2) {
            return all;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> all.get(i * (all.size() - 1) / (count - 1)))
                .toList();
    }

    /**
     * The devices that have a capacity.
     *
     * @param problem with the candidates
     * @param capacity the number of a device
     * @return the numbers of all that have at least its memory
     */
    public static int[] devices(IndexedProblem problem, int capacity) {
        long least = usableBytes(problem, capacity);
        return IntStream.range(0, problem.devices())
                .filter(device -> usableBytes(problem, device) >= least)
                .toArray();
    }

    /** One device of each size, the smallest first. */
    private static List<Integer> distinct(IndexedProblem problem) {
        List<Integer> sorted = IntStream.range(0, problem.devices())
                .boxed()
                .sorted(Comparator.comparingLong(device -> usableBytes(problem, device)))
                .toList();
        return IntStream.range(0, sorted.size())
                .filter(i -> i == 0 || usableBytes(problem, sorted.get(i - 1)) < usableBytes(problem, sorted.get(i)))
                .mapToObj(sorted::get)
                .toList();
    }

    private static long usableBytes(IndexedProblem problem, int device) {
        return problem.problem().usableMemoryBytes(problem.device(device));
    }
}
