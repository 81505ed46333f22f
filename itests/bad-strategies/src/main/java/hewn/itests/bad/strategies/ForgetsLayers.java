package hewn.itests.bad.strategies;

import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Leaves the last stage out. */
@Component
@StrategyName("forgets-layers")
public final class ForgetsLayers implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Placement all = EqualParts.of(problem);
        List<Stage> some = all.stages().subList(0, all.stages().size() - 1);
        return Placement.of(some, problem.costs(), "who needs the rest?");
    }
}
