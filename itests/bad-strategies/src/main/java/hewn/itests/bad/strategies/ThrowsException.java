package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Component;

/** Throws an exception. */
@Component
@StrategyName("throws-exception")
public final class ThrowsException implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        throw new IllegalStateException(
                "this strategy can't count to " + problem.graph().size());
    }
}
