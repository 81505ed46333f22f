package hewn.strategies.random;

import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws devices for the stages: how many, which, and in which order, as far as the constraints leave it open.
 */
final class LineUps {
    private final IndexedProblem problem;
    private final Constraints constraints;
    private final RandomGenerator random;

    /** The numbers of stages that may be. */
    private final int[] counts;

    LineUps(IndexedProblem problem, RandomGenerator random) {
        this.problem = problem;
        this.constraints = problem.problem().constraints();
        this.random = random;
        this.counts = IntStream.rangeClosed(1, Math.min(problem.devices(), problem.layers()))
                .filter(constraints::allowsStages)
                .toArray();
    }

    /** The numbers of the devices; none if there is no line-up. */
    int[] next() {
        if (counts.length == 0) {
            return new int[0];
        }
        int count = counts[random.nextInt(counts.length)];
        List<Integer> shuffled = shuffled();
        shuffled.sort(Comparator.comparing((Integer device) -> !isPinned(device))); // those have to be among them
        List<Integer> chosen = new ArrayList<>(shuffled.subList(0, count));
        chosen.sort(Comparator.comparingInt(problem::tier).thenComparingInt(this::end));
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Integer> shuffled() {
        List<Integer> devices = IntStream.range(0, problem.devices()).boxed().collect(Collectors.toList());
        Collections.shuffle(devices, new Random(random.nextLong()));
        return devices;
    }

    private boolean isPinned(int device) {
        return end(device) != 0;
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
