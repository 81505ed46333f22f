package hewn.strategies.memory.proportional;

import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Line-ups of the devices with the most memory. Those that are pinned to an end are among them, and at that end; tiers
 * keep their order.
 */
final class LargestFirst {
    private final IndexedProblem problem;
    private final Constraints constraints;

    LargestFirst(IndexedProblem problem) {
        this.problem = problem;
        this.constraints = problem.problem().constraints();
    }

    /** So many devices. */
    int[] lineUp(int count) {
        Comparator<Integer> largest = Comparator.comparingLong(
                (Integer device) -> -problem.device(device).memoryBytes());
        return IntStream.range(0, problem.devices())
                .boxed()
                .sorted(Comparator.comparingInt((Integer device) -> -Math.abs(end(device)))
                        .thenComparing(largest))
                .limit(count)
                .sorted(Comparator.comparingInt(problem::tier)
                        .thenComparingInt(this::end)
                        .thenComparing(largest))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** -1 for the device that is pinned to the first stage, 1 for the one pinned to the last, 0 for all others. */
    private int end(int device) {
        if (isAt(constraints.first(), device)) {
            return -1;
        }
        return isAt(constraints.last(), device) ? 1 : 0;
    }

    private boolean isAt(Optional<DeviceId> pinned, int device) {
        return pinned.filter(problem.device(device).id()::equals).isPresent();
    }
}
