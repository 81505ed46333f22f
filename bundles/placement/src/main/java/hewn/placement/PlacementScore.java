package hewn.placement;

import java.util.Arrays;

/**
 * Judges placements that are given as numbers, for searches that try millions of them: it allows what {@link
 * PlacementValidator} finds nothing wrong with, and its costs are those of the problem's objective. Each takes time
 * proportional to the number of stages. Safe for use by several threads.
 *
 * <p>A placement is two arrays of one length: {@code ends[s]} is one more than the last layer of stage {@code s}, the
 * last being the number of layers, and {@code chosen[s]} the number of its device.
 */
public final class PlacementScore {
    private final IndexedProblem problem;
    private final Constraints constraints;
    private final Objective.Weighted weights;
    private final double[] watts;
    private final int fleetSize;

    /**
     * Judges placements of a problem.
     *
     * @param problem whose numbers are used
     */
    public PlacementScore(IndexedProblem problem) {
        this.problem = problem;
        this.constraints = problem.problem().constraints();
        this.weights = problem.problem().objective().weights();
        this.watts = problem.problem().candidates().stream()
                .mapToDouble(device -> device.watts())
                .toArray();
        this.fleetSize = problem.problem().fleet().devices().size();
    }

    /**
     * Tells whether the planner would accept a placement.
     *
     * @param ends where each stage ends
     * @param chosen the number of each stage's device
     * @return whether every layer is there once and in order, no device is used twice, and memory and all constraints are
     *     kept to
     */
    public boolean allows(int[] ends, int[] chosen) {
        int stages = ends.length;
        if (stages == 0
                || !constraints.allowsStages(stages)
                || ends[stages - 1] != problem.layers()
                || !problem.mayBeFirst(chosen[0])
                || !problem.mayBeLast(chosen[stages - 1])) {
            return false;
        }
        for (int s = 0; s < stages; s++) {
            int from = from(ends, s);
            if (ends[s] <= from || !problem.fits(chosen[s], from, ends[s]) || !mayFollow(chosen, s)) {
                return false;
            }
        }
        return Arrays.stream(chosen).distinct().count() == stages;
    }

    private boolean mayFollow(int[] chosen, int stage) {
        return stage == 0 || problem.tier(chosen[stage]) >= problem.tier(chosen[stage - 1]);
    }

    /**
     * The cost of a placement under the problem's objective.
     *
     * @param ends where each stage ends
     * @param chosen the number of each stage's device; one that follows itself hands nothing on
     * @return in seconds; smaller is better
     */
    public double cost(int[] ends, int[] chosen) {
        int last = ends.length - 1;
        double hops = problem.inSeconds(chosen[0]) + problem.outSeconds(chosen[last]);
        double slowest = Math.max(problem.inBusySeconds(chosen[0]), problem.outBusySeconds(chosen[last]));
        double stages = 0;
        double slowestStage = 0;
        double joules = 0;
        for (int s = 0; s <= last; s++) {
            double seconds = problem.stageSeconds(chosen[s], from(ends, s), ends[s]);
            stages += seconds;
            slowestStage = Math.max(slowestStage, seconds);
            joules += seconds * watts[chosen[s]];
            if (s < last && chosen[s] != chosen[s + 1]) {
                hops += problem.hopSeconds(ends[s], chosen[s], chosen[s + 1]);
                slowest = Math.max(slowest, problem.hopBusySeconds(ends[s], chosen[s], chosen[s + 1]));
            }
        }
        return weights.throughputWeight() * Math.max(slowest, slowestStage)
                + (1 - weights.throughputWeight()) * (stages + hops)
                + weights.energyWeight() * joules
                + weights.fairnessWeight() * (slowestStage - stages / fleetSize);
    }

    private static int from(int[] ends, int stage) {
        return stage == 0 ? 0 : ends[stage - 1];
    }
}
