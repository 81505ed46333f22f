package hewn.strategies.optimal.throughput;

import hewn.fleet.DeviceId;
import hewn.placement.IndexedProblem;
import hewn.placement.Placement;
import hewn.placement.PlacementScore;
import hewn.placement.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the model runs now, as a route to begin with. */
final class WarmStart {
    private WarmStart() {}

    /** The current placement, if there is one and it is still allowed. */
    static Optional<Route> of(IndexedProblem problem) {
        Map<DeviceId, Integer> numbers = new HashMap<>();
        for (int u = 0; u < problem.devices(); u++) {
            numbers.put(problem.device(u).id(), u);
        }
        return problem.problem()
                .current()
                .map(Placement::stages)
                .filter(stages -> isWithin(stages, numbers, problem.layers()))
                .map(stages -> new Route(
                        stages.stream().mapToInt(stage -> stage.layers().to()).toArray(),
                        stages.stream()
                                .mapToInt(stage -> numbers.get(stage.device()))
                                .toArray()))
                .filter(route -> route.isAllowed(new PlacementScore(problem)));
    }

    /** The model may have changed since, and devices may be gone. */
    private static boolean isWithin(List<Stage> stages, Map<DeviceId, Integer> numbers, int layers) {
        return stages.stream()
                .allMatch(stage ->
                        numbers.containsKey(stage.device()) && stage.layers().to() <= layers);
    }
}
