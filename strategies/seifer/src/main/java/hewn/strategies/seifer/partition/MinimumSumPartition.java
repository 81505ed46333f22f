package hewn.strategies.seifer.partition;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The cuts that hand on the fewest bytes in sum, if every stage is to fit one capacity; of those, the fewest cuts.
 *
 * <p>SEIFER (Parthasarathy and Krishnamachari 2023) finds them as a shortest path over candidate cuts. Here it is a
 * dynamic program over the number of stages, too, so that no more are made than there are devices for, and as many as
 * are asked for. It takes O(stages · cuts²) time.
 */
public final class MinimumSumPartition {
    private static final double IMPOSSIBLE = Double.POSITIVE_INFINITY;

    private final IndexedProblem problem;
    private final int capacity;

    /** Where a stage may begin or end, in order: 0, the candidate cuts, and the number of layers. */
    private final int[] positions;

    /** {@code sum[s][i]}: the fewest bytes at the cuts of the first s stages, if these end at position i. */
    private final double[][] sum;

    /** {@code start[s][i]}: at which position the last of these stages starts. */
    private final int[][] start;

    /**
     * Cuts under a capacity.
     *
     * @param problem to be solved
     * @param mayCut at which inner positions a cut is allowed
     * @param capacity the number of the device whose memory each stage has to fit
     * @param mostStages how many stages there may be at most
     */
    public MinimumSumPartition(IndexedProblem problem, IntPredicate mayCut, int capacity, int mostStages) {
        this.problem = problem;
        this.capacity = capacity;
        int layers = problem.layers();
        this.positions = IntStream.rangeClosed(0, layers)
                .filter(p -> p == 0 || p == layers || mayCut.test(p))
                .toArray();
        int most = Math.min(mostStages, positions.length - 1);
        this.sum = new double[most + 1][positions.length];
        this.start = new int[most + 1][positions.length];
    }

    /**
     * Finds them.
     *
     * @param deadline ends the search, and then there are no more stages than were looked at
     * @return one more than the last layer of each stage; empty if no cuts fit
     */
    public Optional<int[]> ends(Deadline deadline) {
        for (double[] row : sum) {
            Arrays.fill(row, IMPOSSIBLE);
        }
        sum[0][0] = 0;
        for (int stages = 1; stages < sum.length && !deadline.isOver(); stages++) {
            for (int end = stages; end < positions.length; end++) {
                endStage(stages, end);
            }
        }
        return bestCount().stream().mapToObj(this::trace).findFirst();
    }

    private void endStage(int stages, int end) {
        double bytes = end == positions.length - 1 ? 0 : problem.costs().cutBytes(positions[end]);
        for (int from = end - 1; from >= stages - 1; from--) {
            double total = sum[stages - 1][from] + bytes;
            if (total < sum[stages][end] && problem.fits(capacity, positions[from], positions[end])) {
                sum[stages][end] = total;
                start[stages][end] = from;
            }
        }
    }

    private OptionalInt bestCount() {
        int last = positions.length - 1;
        return IntStream.range(1, sum.length)
                .filter(problem.problem().constraints()::allowsStages)
                .filter(stages -> sum[stages][last] < IMPOSSIBLE)
                .reduce((best, stages) -> sum[stages][last] < sum[best][last] ? stages : best);
    }

    private int[] trace(int stages) {
        int[] ends = new int[stages];
        int end = positions.length - 1;
        for (int s = stages; s > 0; s--) {
            ends[s - 1] = positions[end];
            end = start[s][end];
        }
        return ends;
    }
}
