package hewn.strategies.even.split;

import hewn.fleet.Device;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.Deadline;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/**
 * Equal shares of the work, device after device, the fastest first.
 *
 * <p>There are as many stages as are asked for, or as there are devices. Where a share does not fit its device, cuts
 * shift as little as they must; where that is not enough, the devices with the most memory are taken instead of the
 * fastest, and, if no number was asked for, fewer of them. Speeds and links do not change the shares: this is the
 * baseline that others are to beat.
 */
@Component
@StrategyName("even-split")
public final class EvenSplit implements PlacementStrategy {
    private static final Comparator<Device> FASTEST_FIRST =
            Comparator.comparingDouble(Device::flopsPerSecond).reversed();
    private static final Comparator<Device> LARGEST_FIRST =
            Comparator.comparingLong(Device::memoryBytes).reversed();

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        CostModel costs = problem.costs();
        return lineUps(problem)
                .takeWhile(devices -> !deadline.isOver())
                .map(devices -> new EvenCuts(problem, costs, devices).find(deadline))
                .flatMap(Optional::stream)
                .filter(stages -> PlacementValidator.violation(problem, stages).isEmpty())
                .findFirst()
                .<PlacementAnswer>map(stages -> Placement.of(stages, costs, explain(stages)))
                .orElseGet(() -> new Infeasible(soFar(deadline) + "no split into shares fits the memory of the "
                        + problem.candidatesInWords() + ", however its cuts are shifted"));
    }

    private static String soFar(Deadline deadline) {
        return deadline.isOver() ? "the budget ended; until then, " : "";
    }

    private static Stream<List<Device>> lineUps(PlacementProblem problem) {
        int most = Math.min(problem.candidates().size(), problem.graph().size());
        return IntStream.iterate(most, count -> count > 0, count -> count - 1)
                .filter(problem.constraints()::allowsStages)
                .boxed()
                .flatMap(count ->
                        Stream.of(lineUp(problem, FASTEST_FIRST, count), lineUp(problem, LARGEST_FIRST, count)));
    }

    /** So many devices in the given order, but those that are pinned to an end are among them, and at that end. */
    private static List<Device> lineUp(PlacementProblem problem, Comparator<Device> order, int count) {
        Constraints constraints = problem.constraints();
        return problem.candidates().stream()
                .sorted(Comparator.<Device>comparingInt(device -> -Math.abs(end(device, constraints)))
                        .thenComparing(order))
                .limit(count)
                .sorted(Comparator.comparingInt(device -> end(device, constraints)))
                .toList();
    }

    /** -1 for the device that is pinned to the first stage, 1 for the one pinned to the last, 0 for all others. */
    private static int end(Device device, Constraints constraints) {
        if (constraints.first().filter(device.id()::equals).isPresent()) {
            return -1;
        }
        return constraints.last().filter(device.id()::equals).isPresent() ? 1 : 0;
    }

    private static String explain(List<Stage> stages) {
        return stages.size() + " shares of about equal work, whatever the devices' speeds and links";
    }
}
