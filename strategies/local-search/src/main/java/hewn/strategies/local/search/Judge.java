package hewn.strategies.local.search;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;

/**
 * Says what a chain is worth: its cost first and, where many cost the same because only the slowest counts, the squares
 * of all its times, so that a search is led to even out what is not the slowest yet.
 */
final class Judge {
    private final IndexedProblem problem;
    private final PlacementScore score;

    Judge(IndexedProblem problem) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
    }

    Worth of(Chain chain) {
        double cost = chain.cost(score);
        return new Worth(cost, cost == Double.POSITIVE_INFINITY ? cost : squares(chain));
    }

    private double squares(Chain chain) {
        int last = chain.stages() - 1;
        double sum =
                square(problem.inBusySeconds(chain.device(0))) + square(problem.outBusySeconds(chain.device(last)));
        for (int s = 0; s <= last; s++) {
            sum += square(problem.stageSeconds(chain.device(s), chain.from(s), chain.to(s)));
            sum += s == last ? 0 : square(problem.hopBusySeconds(chain.to(s), chain.device(s), chain.device(s + 1)));
        }
        return sum;
    }

    private static double square(double seconds) {
        return seconds * seconds;
    }

    /**
     * What a chain is worth.
     *
     * @param cost under the objective; infinite for one that is not allowed
     * @param squares the sum of the squares of its times
     */
    record Worth(double cost, double squares) {
        /** What everything is better than. */
        static final Worth NONE = new Worth(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        private static final double TOLERANCE = 1e-12;

        /** By more than rounding. */
        boolean isBetterThan(Worth other) {
            if (cost == Double.POSITIVE_INFINITY || other.cost == Double.POSITIVE_INFINITY) {
                return cost < other.cost;
            }
            double margin = TOLERANCE * Math.abs(other.cost);
            return cost < other.cost - margin
                    || cost <= other.cost + margin && squares < other.squares * (1 - TOLERANCE);
        }
    }
}
