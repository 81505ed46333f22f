package hewn.itests.bad.strategies;

import hewn.fleet.DeviceId;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Puts the first stage on a device that nobody has. */
@Component
@StrategyName("invents-device")
public final class InventsDevice implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Placement all = EqualParts.of(problem);
        List<Stage> stages = new ArrayList<>(all.stages());
        stages.set(0, Stage.on(stages.get(0).layers(), new DeviceId("castle-in-the-air")));
        return new Placement(stages, all.prediction(), Optional.empty(), "it would be fast");
    }
}
