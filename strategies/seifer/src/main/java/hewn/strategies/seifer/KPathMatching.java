package hewn.strategies.seifer;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.strategies.seifer.partition.Assignment;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Matches stages with paths through the fleet: the hops of most bytes first, the longest run of them first, each on the
 * path of the fastest links that are left (SEIFER's k-path matching).
 */
final class KPathMatching {
    /** Longer runs are matched piece by piece: what colour coding takes grows by a constant factor with each device. */
    private static final int LONGEST_PIECE = 7;

    private final IndexedProblem problem;
    private final int[] ends;
    private final int classes;
    private final int trials;
    private final RandomGenerator random;
    private final Deadline deadline;

    KPathMatching(
            IndexedProblem problem, int[] ends, int classes, int trials, RandomGenerator random, Deadline deadline) {
        this.problem = problem;
        this.ends = ends;
        this.classes = classes;
        this.trials = trials;
        this.random = random;
        this.deadline = deadline;
    }

    /** The device of each stage; empty if a run has no path. */
    Optional<int[]> devices(Assignment assignment) {
        if (ends.length == 1) {
            return bestAlone(assignment);
        }
        Hops hops = new Hops(
                IntStream.range(0, ends.length - 1)
                        .mapToObj(hop -> problem.costs().cutBytes(ends[hop]))
                        .toList(),
                classes);
        boolean found = hops.runs().stream().allMatch(run -> match(run, hops, assignment));
        return found ? Optional.of(assignment.devices()) : Optional.empty();
    }

    private Optional<int[]> bestAlone(Assignment assignment) {
        PlacementScore score = new PlacementScore(problem);
        return assignment.options(0).stream()
                .mapToObj(device -> new int[] {device})
                .min(Comparator.comparingDouble(device -> score.cost(ends, device)));
    }

    private boolean match(Hops.Run run, Hops hops, Assignment assignment) {
        for (int first = run.first(); first <= run.last(); first += LONGEST_PIECE - 1) {
            int last = Math.min(first + LONGEST_PIECE - 2, run.last());
            int cut = ends[hops.largest(first, last)];
            Optional<int[]> path = new WidestPath(problem, assignment, ends.length, first, last + 1, cut)
                    .find(trials, random, deadline);
            if (path.isEmpty()) {
                return false;
            }
            put(assignment, first, path.get());
        }
        return true;
    }

    private static void put(Assignment assignment, int first, int[] path) {
        for (int place = 0; place < path.length; place++) {
            if (assignment.isOpen(first + place)) {
                assignment.put(first + place, path[place]);
            }
        }
    }
}
