package hewn.strategies.optimal.throughput;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.Infeasible;
import hewn.placement.PlacementProblem;
import java.util.Locale;
import java.util.Optional;

/** Why there is no placement, for people. */
final class Refusal {
    private final PlacementProblem problem;

    Refusal(PlacementProblem problem) {
        this.problem = problem;
    }

    /** What is missing so plainly that nothing needs to be searched; empty if nothing is. */
    Optional<Infeasible> plain() {
        Constraints constraints = problem.constraints();
        int devices = problem.candidates().size();
        int most = Math.min(devices, problem.graph().size());
        if (devices == 0) {
            return refuse(
                    "no device may be used, of " + problem.fleet().devices().size() + " that are online");
        }
        int asked = constraints.stages().orElse(1);
        if (asked > most) {
            return refuse(asked + " stages are asked for, but " + counted(devices, "device") + " and "
                    + counted(problem.graph().size(), "layer") + " allow " + most + " at most");
        }
        if (asked > constraints.maxStages().orElse(asked)) {
            return refuse(asked + " stages are asked for, but no more than "
                    + constraints.maxStages().getAsInt() + " are allowed");
        }
        return pinned("first", constraints.first()).or(() -> pinned("last", constraints.last()));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Optional<Infeasible> pinned(String end, Optional<DeviceId> device) {
        return device.filter(id -> problem.candidates().stream().map(Device::id).noneMatch(id::equals))
                .flatMap(id -> refuse("the " + end + " stage is pinned to device '" + id + "', which may not be used"));
    }

    private static Optional<Infeasible> refuse(String reason) {
        return Optional.of(new Infeasible(reason));
    }

    /** It is proven that there is none. */
    Infeasible proven() {
        return new Infeasible("no cuts and devices hold to memory and constraints: " + memory());
    }

    /** None was found, and none may be there. */
    Infeasible notFound() {
        return new Infeasible("no placement was found before the search ended, nor that there is none: " + memory());
    }

    private String memory() {
        long most = problem.candidates().stream()
                .mapToLong(problem::usableMemoryBytes)
                .max()
                .orElse(0);
        long all = problem.candidates().stream()
                .mapToLong(problem::usableMemoryBytes)
                .sum();
        return "the whole model takes "
                + megabytes(problem.costs().memoryBytes(problem.graph().whole())) + " on one device, and any slice "
                + megabytes(problem.overheads().runtimeBytes()) + " besides its layers; the largest device offers "
                + megabytes(most) + " and all " + problem.candidates().size() + " together " + megabytes(all)
                + String.format(
                        Locale.ROOT,
                        ", where %.0f %% of memory are kept free",
                        100 * problem.constraints().memoryHeadroom());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
