package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Component;

/** Calls itself until the stack is full, which is an error and no exception. */
@Component
@StrategyName("overflows-stack")
public final class OverflowsStack implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        return place(problem.withSeed(problem.seed() + 1));
    }
}
