package hewn.deployer.plan;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Puts a device that stands by in the place of the one that is gone, and leaves all else where it is: no strategy is asked,
 * nothing is cut anew, and no other device has anything to pull.
 */
public final class StandIn {
    private StandIn() {}

    /**
     * Looks for a stand-in.
     *
     * @param problem with the devices that are there
     * @param former where the model ran
     * @return the best placement of that kind; empty if not exactly one device is gone, or none can take its place
     */
    public static Optional<Placement> of(PlacementProblem problem, List<Stage> former) {
        List<Integer> vacant = IntStream.range(0, former.size())
                .filter(i -> problem.fleet().device(former.get(i).device()).isEmpty())
                .boxed()
                .toList();
        if (vacant.size() != 1) {
            return Optional.empty();
        }
        int place = vacant.get(0);
        return problem.fleet().devices().stream()
                .map(device -> replace(former, place, device))
                .filter(stages -> PlacementValidator.violation(problem, stages).isEmpty())
                .map(stages -> Placement.of(stages, problem.costs(), explanation(former, stages, place)))
                .min(Comparator.comparingDouble(placement -> problem.objective().cost(placement.prediction())));
    }

    /**
     * Looks for the device that would stand in for one that is still there.
     *
     * @param problem with the devices that are there
     * @param places where the model runs
     * @param stage the index of the stage whose device would be gone
     * @return that device; empty if none could take its place
     */
    public static Optional<DeviceId> after(PlacementProblem problem, List<Stage> places, int stage) {
        return of(without(problem, places.get(stage).device()), places)
                .map(placement -> placement.stages().get(stage).device());
    }

    private static PlacementProblem without(PlacementProblem problem, DeviceId gone) {
        return new PlacementProblem(
                problem.graph(),
                problem.fleet().without(Set.of(gone)),
                problem.objective(),
                problem.constraints(),
                Optional.empty(),
                problem.budget(),
                problem.seed(),
                problem.profiles(),
                problem.overheads());
    }

    private static List<Stage> replace(List<Stage> former, int place, Device device) {
        List<Stage> stages = new ArrayList<>(former);
        stages.set(place, Stage.on(former.get(place).layers(), device.id()));
        return stages;
    }

    private static String explanation(List<Stage> former, List<Stage> stages, int place) {
        return "device '" + stages.get(place).device() + "' stands in for '"
                + former.get(place).device() + "'";
    }
}
