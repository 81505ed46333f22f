package hewn.deployer.plan;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.Constraints;
import hewn.placement.PlacementProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Devices that an order asks for and that are not there: the likely reason why nothing can be placed. */
public final class AbsentDevices {
    private AbsentDevices() {}

    /**
     * What is wrong with what an order asks for, in words that need no look at it.
     *
     * @param problem what has to be placed
     * @return the failure; empty if all are there
     */
    public static Optional<RolloutException> of(PlacementProblem problem) {
        List<DeviceId> online =
                problem.fleet().devices().stream().map(Device::id).sorted().toList();
        List<DeviceId> absent = named(problem.constraints())
                .filter(id -> !online.contains(id))
                .distinct()
                .sorted()
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(new RolloutException(
                        FailureCode.NO_PLACEMENT,
                        "the order allows only some devices, of which " + absent + " are not online; online are "
                                + online,
                        "bring them back, or order again with other devices; 'hewn devices' shows their names"));
    }

    private static Stream<DeviceId> named(Constraints constraints) {
        return Stream.of(
                        constraints.allowed().stream().flatMap(Set::stream),
                        constraints.first().stream(),
                        constraints.last().stream(),
                        constraints.tiers().stream().flatMap(Set::stream))
                .flatMap(Function.identity());
    }
}
