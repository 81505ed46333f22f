package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.Prediction;
import java.util.Locale;
import java.util.Optional;

/** Puts what a search found and proved into an answer for people. */
final class Report {
    private final IndexedProblem problem;
    private final Incumbent incumbent;
    private final StateSpaceRelaxation exact;

    Report(IndexedProblem problem, Incumbent incumbent, StateSpaceRelaxation exact) {
        this.problem = problem;
        this.incumbent = incumbent;
        this.exact = exact;
    }

    PlacementAnswer answer() {
        return incumbent.isPresent() ? placement() : new Infeasible(whyNot());
    }

    private Placement placement() {
        Prediction prediction = problem.costs().predict(incumbent.stages());
        double cost = incumbent.cost();
        double lower = exact.isClosed() ? cost : Math.min(cost, exact.lowerBound());
        boolean optimal = lower >= cost;
        Optional<Placement.Bound> bound = Optional.of(new Placement.Bound(lower, optimal));
        return new Placement(incumbent.stages(), prediction, bound, explain(prediction, cost, lower));
    }

    private String explain(Prediction prediction, double cost, double lower) {
        String what = Placement.parts(incumbent.stages()) + ", " + Prediction.time(prediction.latencySeconds())
                + " from end to end; ";
        if (lower >= cost) {
            return what + "it is proven that no placement is better";
        }
        if (lower <= 0) {
            return what + "the budget ended before anything was proven";
        }
        return what
                + String.format(
                        Locale.ROOT,
                        "by its own bound none is better by more than %.2g %%",
                        100 * (cost - lower) / cost);
    }

    private String whyNot() {
        String devices = problem.problem().candidatesInWords();
        return exact.isClosed()
                ? "all ways to cut the model and place it on the " + devices
                        + " were ruled out: memory, or the constraints, allow none"
                : "the budget ended before a placement on the " + devices + " was found";
    }
}
