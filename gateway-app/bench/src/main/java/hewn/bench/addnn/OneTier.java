package hewn.bench.addnn;

import hewn.fleet.DeviceId;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.strategies.single.device.SingleDevice;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the whole model on the best device of one tier, as it is done without splitting.
 *
 * @param site whose devices there are
 * @param tier where the model runs
 */
record OneTier(Site site, Tier tier) implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Set<DeviceId> others = Stream.of(Tier.values())
                .filter(other -> other != tier)
                .flatMap(other -> site.ids(other).stream())
                .collect(Collectors.toSet());
        return new SingleDevice().place(problem.with(problem.constraints().withExcluded(others)));
    }
}
