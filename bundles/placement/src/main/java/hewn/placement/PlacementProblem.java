package hewn.placement;

import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to place, where, and what counts.
 *
 * @param graph the model's layers
 * @param fleet the devices and links
 * @param objective what makes one placement better than another
 * @param constraints what every placement must keep to
 * @param current where the model runs now, if it does
 * @param budget how long a strategy may take
 * @param seed for every random decision
 */
public record PlacementProblem(
        LayerGraph graph,
        FleetSnapshot fleet,
        Objective objective,
        Constraints constraints,
        Optional<Placement> current,
        Duration budget,
        long seed) {
    /**
     * Validates the parts.
     *
     * @throws IllegalArgumentException if the budget is not positive
     */
    public PlacementProblem {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(fleet, "fleet");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(constraints, "constraints");
        Objects.requireNonNull(current, "current");
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("budget must be positive, but is " + budget);
        }
    }

    /**
     * The devices that may be used.
     *
     * @return those of the fleet that the constraints allow, sorted by id
     */
    public List<Device> candidates() {
        return fleet.devices().stream()
                .filter(device -> constraints.allows(device.id()))
                .toList();
    }

    /**
     * The memory that slices may take on a device.
     *
     * @param device one of the fleet
     * @return what is left of its memory after the head-room, in bytes
     */
    public long usableMemoryBytes(Device device) {
        return (long) (device.memoryBytes() * (1 - constraints.memoryHeadroom()));
    }

    /**
     * The model that predicts what a placement of this problem will do.
     *
     * @return a fresh cost model
     */
    public CostModel costs() {
        return new CostModel(graph, fleet);
    }
}
