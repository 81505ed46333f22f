package hewn.itests.bad.strategies;

import hewn.fleet.Device;
import hewn.graph.LayerRange;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.List;
import java.util.stream.IntStream;

/** A placement with nothing wrong about it, which each strategy spoils in its way. */
final class EqualParts {
    private EqualParts() {}

    /** As many stages as are asked for, or one for each device, with about as many layers each. */
    static Placement of(PlacementProblem problem) {
        List<Device> devices = problem.candidates();
        int layers = problem.graph().size();
        int parts = problem.constraints().stages().orElse(Math.min(devices.size(), layers));
        List<Stage> stages = IntStream.range(0, parts)
                .mapToObj(part -> Stage.on(
                        new LayerRange(part * layers / parts, (part + 1) * layers / parts),
                        devices.get(part).id()))
                .toList();
        return Placement.of(stages, problem.costs(), "equal parts");
    }
}
