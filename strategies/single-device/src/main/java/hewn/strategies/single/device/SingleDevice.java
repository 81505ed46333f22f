package hewn.strategies.single.device;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * The whole model on the one device that is best for it.
 *
 * <p>It looks at every candidate once, so it always answers, and at once: the planner's last resort. Among placements of
 * one stage its answer is the best there is.
 */
@Component
@StrategyName("single-device")
public final class SingleDevice implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        if (!problem.constraints().allowsStages(1)) {
            return new Infeasible("more than one stage is asked for, and one device runs one");
        }
        CostModel costs = problem.costs();
        long needed = costs.memoryBytes(problem.graph().whole());
        Optional<Placement> best = problem.candidates().stream()
                .filter(device -> mayRunBothEnds(device.id(), problem.constraints()))
                .filter(device -> needed <= problem.usableMemoryBytes(device))
                .map(device -> on(device, problem, costs))
                .min(Comparator.comparingDouble(placement -> problem.objective().cost(placement.prediction())));
        return best.<PlacementAnswer>map(placement -> placement)
                .orElseGet(() -> new Infeasible(
                        "no device that may be used has the " + needed + " bytes that the whole model takes"));
    }

    private static boolean mayRunBothEnds(DeviceId device, Constraints constraints) {
        return constraints.first().orElse(device).equals(device)
                && constraints.last().orElse(device).equals(device);
    }

    private static Placement on(Device device, PlacementProblem problem, CostModel costs) {
        return Placement.of(
                List.of(Stage.on(problem.graph().whole(), device.id())),
                costs,
                "not split: '" + device.id() + "' is the best of the devices that hold the whole model");
    }
}
