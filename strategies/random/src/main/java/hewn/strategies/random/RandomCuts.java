package hewn.strategies.random;

import hewn.placement.IndexedProblem;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws cuts that fit given devices in a given order: at each step any end of a stage from which the rest can still be
 * placed, all of them equally likely. It takes O(devices · layers²) time.
 */
final class RandomCuts {
    private final IndexedProblem problem;
    private final int[] lineUp;
    private final int layers;

    /** {@code completes[s][p]}: whether the devices from s on can have all layers from p on. */
    private final boolean[][] completes;

    RandomCuts(IndexedProblem problem, int[] lineUp) {
        this.problem = problem;
        this.lineUp = lineUp;
        this.layers = problem.layers();
        this.completes = new boolean[lineUp.length + 1][layers + 1];
        completes[lineUp.length][layers] = true;
        for (int stage = lineUp.length - 1; stage >= 0; stage--) {
            for (int from = stage; from < layers; from++) {
                completes[stage][from] = ends(stage, from).findAny().isPresent();
            }
        }
    }

    /** One more than the last layer of each stage; empty if no cuts fit. */
    Optional<int[]> next(RandomGenerator random) {
        int last = lineUp.length - 1;
        if (!completes[0][0] || !problem.mayBeFirst(lineUp[0]) || !problem.mayBeLast(lineUp[last])) {
            return Optional.empty();
        }
        int[] drawn = new int[lineUp.length];
        int from = 0;
        for (int stage = 0; stage <= last; stage++) {
            int[] ends = ends(stage, from).toArray();
            from = ends[random.nextInt(ends.length)];
            drawn[stage] = from;
        }
        return Optional.of(drawn);
    }

    private IntStream ends(int stage, int from) {
        return IntStream.rangeClosed(from + 1, layers)
                .filter(to -> completes[stage + 1][to] && problem.fits(lineUp[stage], from, to));
    }
}
