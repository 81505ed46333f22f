package hewn.itests.bad.strategies;

import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Has the layers of the first stage computed on two devices. */
@Component
@StrategyName("repeats-layers")
public final class RepeatsLayers implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Placement all = EqualParts.of(problem);
        List<Stage> stages = new ArrayList<>(all.stages());
        stages.set(1, Stage.on(stages.get(0).layers(), stages.get(1).device()));
        return Placement.of(stages, problem.costs(), "twice is safer");
    }
}
