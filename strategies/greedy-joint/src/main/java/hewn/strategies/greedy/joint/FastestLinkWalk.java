package hewn.strategies.greedy.joint;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.strategies.seifer.partition.Assignment;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Walks from device to device, each time to the unused one that the cut is handed to soonest, from every start; the walk
 * of the least cost is kept. It takes O(stages · devices²) time.
 */
final class FastestLinkWalk {
    private final IndexedProblem problem;
    private final PlacementScore score;
    private final int[] ends;

    FastestLinkWalk(IndexedProblem problem, int[] ends) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.ends = ends;
    }

    /** The devices of the best walk of those that are begun before the deadline; empty if all get stuck. */
    Optional<int[]> best(Assignment open, Deadline deadline) {
        return open.options(0).stream()
                .takeWhile(start -> !deadline.isOver())
                .mapToObj(start -> from(start, open.copy()))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(devices -> score.cost(ends, devices)));
    }

    private Optional<int[]> from(int start, Assignment walk) {
        int current = start;
        put(walk, 0, start);
        for (int stage = 1; stage < ends.length; stage++) {
            Optional<Integer> next = soonest(stage, current, walk);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            current = next.get();
            put(walk, stage, current);
        }
        return Optional.of(walk.devices());
    }

    private Optional<Integer> soonest(int stage, int sender, Assignment walk) {
        IntStream options = walk.options(stage).stream();
        return options.boxed()
                .min(Comparator.comparingDouble(device -> problem.hopSeconds(ends[stage - 1], sender, device)));
    }

    private static void put(Assignment walk, int stage, int device) {
        if (walk.isOpen(stage)) {
            walk.put(stage, device);
        }
    }
}
