package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Component;

/** Computes without an end, and does not listen when it is interrupted. */
@Component
@StrategyName("loops-for-ever")
public final class LoopsForEver implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        while (problem.graph().size() >= 0) { // always
            Thread.onSpinWait();
        }
        throw new IllegalStateException("a graph of fewer than no layers");
    }
}
