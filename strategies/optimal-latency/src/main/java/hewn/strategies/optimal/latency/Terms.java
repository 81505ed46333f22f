package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;
import hewn.placement.Objective;
import hewn.placement.PlacementProblem;

/**
 * An objective taken apart: what adds up along a placement, and what only counts at its largest.
 */
final class Terms {
    private final double hop;
    private final double[] stage;
    private final double slowest;
    private final double slowestStage;

    Terms(IndexedProblem indexed) {
        PlacementProblem problem = indexed.problem();
        Objective.Weighted weights = problem.objective().weights();
        this.hop = 1 - weights.throughputWeight();
        this.slowest = weights.throughputWeight();
        this.slowestStage = weights.fairnessWeight();
        double mean = weights.fairnessWeight() / problem.fleet().devices().size();
        this.stage = problem.candidates().stream()
                .mapToDouble(device -> hop + weights.energyWeight() * device.watts() - mean)
                .toArray();
    }

    /** What a second of a hop adds. */
    double ofHop() {
        return hop;
    }

    /** What a second of computing on a device adds; negative where fairness is worth more than time. */
    double ofStage(int device) {
        return stage[device];
    }

    /** Whether the longest that a device or a link is busy counts by itself. */
    boolean countSlowest() {
        return slowest > 0;
    }

    /** Whether the slowest stage counts by itself. */
    boolean countSlowestStage() {
        return slowestStage > 0;
    }

    /** The cost of what adds up to a sum, with the slowest of its stages and hops, and of its stages. */
    double cost(double sum, double slowestSeconds, double slowestStageSeconds) {
        return sum + excess(slowestSeconds, slowestStageSeconds);
    }

    /** What some seconds more at the slowest cost. */
    double excess(double slowestSeconds, double slowestStageSeconds) {
        return slowest * slowestSeconds + slowestStage * slowestStageSeconds;
    }
}
