package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;

/**
 * What no placement costs less than, as it can be told at once: every layer runs on the device that suits it best, nothing
 * is handed on but the inputs and the answer, and the slowest stage takes what it has to. Unlike the completions it does
 * not take time proportional to the number of devices squared.
 */
final class CostFloor {
    /** Differences of sums are off by roundings. */
    private static final double TOLERANCE = 1e-9;

    private final IndexedProblem problem;
    private final Terms terms;

    CostFloor(IndexedProblem problem, Terms terms) {
        this.problem = problem;
        this.terms = terms;
    }

    /** In the unit of costs, beside what the slowest stage takes at least. */
    double cost(double slowestStageSeconds) {
        double in = Double.POSITIVE_INFINITY;
        double out = Double.POSITIVE_INFINITY;
        for (int device = 0; device < problem.devices(); device++) {
            in = Math.min(in, problem.inSeconds(device));
            out = Math.min(out, problem.outSeconds(device));
        }
        double sum = terms.ofHop() * (in + out);
        for (int layer = 0; layer < problem.layers(); layer++) {
            sum += least(layer);
        }
        double cost = terms.cost(sum, slowestStageSeconds, slowestStageSeconds);
        return cost - TOLERANCE * (Math.abs(sum) + Math.abs(cost));
    }

    private double least(int layer) {
        double least = Double.POSITIVE_INFINITY;
        for (int device = 0; device < problem.devices(); device++) {
            double term = terms.ofStage(device);
            least = Math.min(least, term * (term < 0 ? mostSeconds(device, layer) : leastSeconds(device, layer)));
        }
        return least;
    }

    /** As if it were a stage of its own. */
    private double mostSeconds(int device, int layer) {
        return problem.stageSeconds(device, layer, layer + 1);
    }

    /** As if it came last in a stage of others, so that what a stage takes besides computing does not count. */
    private double leastSeconds(int device, int layer) {
        double before = problem.stageSeconds(device, 0, layer);
        return Math.max(0, problem.stageSeconds(device, 0, layer + 1) - before);
    }
}
