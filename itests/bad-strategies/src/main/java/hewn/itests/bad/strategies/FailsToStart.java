package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Can't be made. */
@Component
@StrategyName("fails-to-start")
public final class FailsToStart implements PlacementStrategy {
    /** Throws. */
    @Activate
    public FailsToStart() {
        throw new IllegalStateException("this strategy does not get up");
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        return EqualParts.of(problem);
    }
}
