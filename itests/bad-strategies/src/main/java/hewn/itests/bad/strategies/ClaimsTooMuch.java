package hewn.itests.bad.strategies;

import hewn.placement.Placement;
import hewn.placement.Placement.Bound;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Says of a placement that it is proven to be the best, by a bound that the placement itself undercuts. */
@Component
@StrategyName("claims-too-much")
public final class ClaimsTooMuch implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Placement all = EqualParts.of(problem);
        double cost = problem.objective().cost(all.prediction());
        return new Placement(
                all.stages(), all.prediction(), Optional.of(new Bound(2 * cost, true)), "the best there is");
    }
}
