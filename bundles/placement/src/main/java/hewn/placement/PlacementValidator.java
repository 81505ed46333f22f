package hewn.placement;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks an answer against its problem, trusting nothing of it.
 */
public final class PlacementValidator {
    private PlacementValidator() {}

    /**
     * Looks for what is wrong with some stages.
     *
     * @param problem to be answered
     * @param stages the answer
     * @return what is wrong, for people; empty if every layer is there once and in order, every device is a candidate
     *     and used once, its memory suffices, and the number of stages and pinned devices are as asked
     */
    public static Optional<String> violation(PlacementProblem problem, List<Stage> stages) {
        return order(problem, stages)
                .or(() -> devices(problem, stages))
                .or(() -> ends(problem, stages))
                .or(() -> tiers(problem, stages))
                .or(() -> memory(problem, stages));
    }

    private static Optional<String> order(PlacementProblem problem, List<Stage> stages) {
        int next = 0;
        for (Stage stage : stages) {
            if (stage.layers().from() != next) {
                return Optional.of("layer " + next + " should come next, but a stage has layers " + stage.layers());
            }
            next = stage.layers().to();
        }
        if (next != problem.graph().size()) {
            return Optional.of(
                    "the stages end at layer " + next + " of " + problem.graph().size());
        }
        if (!problem.constraints().allowsStages(stages.size())) {
            return Optional.of("it has " + stages.size() + " stages, which the constraints do not allow");
        }
        return Optional.empty();
    }

    private static Optional<String> devices(PlacementProblem problem, List<Stage> stages) {
        Set<DeviceId> used = new HashSet<>();
        for (Stage stage : stages) {
            DeviceId device = stage.device();
            if (problem.fleet().device(device).isEmpty()) {
                return Optional.of("device '" + device + "' is not in the fleet");
            }
            if (!problem.constraints().allows(device)) {
                return Optional.of("device '" + device + "' may not be used");
            }
            if (!used.add(device)) {
                return Optional.of("device '" + device + "' is used twice");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ends(PlacementProblem problem, List<Stage> stages) {
        DeviceId first = stages.get(0).device();
        DeviceId last = stages.get(stages.size() - 1).device();
        return mismatch("first", first, problem.constraints().first())
                .or(() -> mismatch("last", last, problem.constraints().last()));
    }

    private static Optional<String> mismatch(String end, DeviceId device, Optional<DeviceId> pinned) {
        return pinned.filter(p -> !p.equals(device))
                .map(p -> "the " + end + " stage is on device '" + device + "', but is pinned to '" + p + "'");
    }

    private static Optional<String> tiers(PlacementProblem problem, List<Stage> stages) {
        int tier = 0;
        for (Stage stage : stages) {
            int next = problem.constraints().tier(stage.device());
            if (next < tier) {
                return Optional.of("device '" + stage.device() + "' is in tier " + next
                        + ", but the stage before it is in tier " + tier);
            }
            tier = next;
        }
        return Optional.empty();
    }

    private static Optional<String> memory(PlacementProblem problem, List<Stage> stages) {
        CostModel costs = problem.costs();
        for (Stage stage : stages) {
            Device device = problem.fleet().device(stage.device()).orElseThrow();
            long needed = costs.memoryBytes(stage.layers());
            long usable = problem.usableMemoryBytes(device);
            if (needed > usable) {
                return Optional.of("layers " + stage.layers() + " take " + needed + " bytes, but device '" + device.id()
                        + "' has " + usable);
            }
        }
        return Optional.empty();
    }
}
