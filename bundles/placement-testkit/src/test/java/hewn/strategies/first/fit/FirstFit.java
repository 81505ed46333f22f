package hewn.strategies.first.fit;

import hewn.fleet.Device;
import hewn.graph.LayerRange;
import hewn.placement.CostModel;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Fills device after device, in the order of their names, until its memory is full. */
@Component
@StrategyName("first-fit")
public final class FirstFit implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        CostModel costs = problem.costs();
        List<Stage> stages = new ArrayList<>();
        int from = 0;
        for (Device device : problem.candidates()) {
            int to = from;
            while (to < problem.graph().size() && fits(from, to + 1, device, problem, costs)) {
                to++;
            }
            if (to > from) {
                stages.add(Stage.on(new LayerRange(from, to), device.id()));
            }
            from = to;
        }
        return PlacementValidator.violation(problem, stages)
                .<PlacementAnswer>map(reason -> new Infeasible("filling device after device, " + reason))
                .orElseGet(() -> Placement.of(stages, costs, "each device is filled before the next is begun"));
    }

    private static boolean fits(int from, int to, Device device, PlacementProblem problem, CostModel costs) {
        return costs.memoryBytes(new LayerRange(from, to)) <= problem.usableMemoryBytes(device);
    }
}
