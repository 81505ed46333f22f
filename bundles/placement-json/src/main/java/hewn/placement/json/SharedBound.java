package hewn.placement.json;

import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What no placement of a problem can undercut, by the strongest proof among several answers. */
record SharedBound(Optional<Double> seconds) {
    private static final double TOLERANCE = 1e-9;

    /** The greatest bound that no answer refutes by being better. */
    static SharedBound of(PlacementProblem problem, List<PlanDecision> decisions) {
        List<Placement> placements = decisions.stream()
                .map(PlanDecision::answer)
                .filter(Placement.class::isInstance)
                .map(Placement.class::cast)
                .toList();
        double best = placements.stream()
                .mapToDouble(p -> problem.objective().cost(p.prediction()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return new SharedBound(placements.stream()
                .flatMap(p -> p.bound().stream())
                .map(Placement.Bound::lowerBoundSeconds)
                .filter(bound -> bound <= best * (1 + TOLERANCE))
                .max(Comparator.naturalOrder()));
    }

    /** By what part a cost exceeds the bound; 0 if it is proven to be the least. */
    Optional<Double> gap(double cost) {
        return seconds.filter(bound -> bound > 0).map(bound -> {
            double gap = cost / bound - 1;
            return gap <= TOLERANCE ? 0 : gap;
        });
    }
}
