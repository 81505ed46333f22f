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
 * @param profiles how long the layers took on some types of devices, at most one for each type; FLOPs predict the others
 * @param overheads what running a slice costs besides its layers
 */
public record PlacementProblem(
        LayerGraph graph,
        FleetSnapshot fleet,
        Objective objective,
        Constraints constraints,
        Optional<Placement> current,
        Duration budget,
        long seed,
        List<LayerProfile> profiles,
        Overheads overheads) {
    /**
     * Validates the parts.
     *
     * @throws IllegalArgumentException if the budget is not positive, a profile is of another graph, or two are of one
     *     type
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
        profiles = List.copyOf(profiles);
        Objects.requireNonNull(overheads, "overheads");
        requireProfiles(graph.size(), profiles);
    }

    /**
     * A problem of which nothing was measured but its devices and links.
     *
     * @param graph the model's layers
     * @param fleet the devices and links
     * @param objective what makes one placement better than another
     * @param constraints what every placement must keep to
     * @param current where the model runs now, if it does
     * @param budget how long a strategy may take
     * @param seed for every random decision
     * @throws IllegalArgumentException if the budget is not positive
     */
    public PlacementProblem(
            LayerGraph graph,
            FleetSnapshot fleet,
            Objective objective,
            Constraints constraints,
            Optional<Placement> current,
            Duration budget,
            long seed) {
        this(graph, fleet, objective, constraints, current, budget, seed, List.of(), Overheads.TYPICAL);
    }

    private static void requireProfiles(int layers, List<LayerProfile> profiles) {
        for (LayerProfile profile : profiles) {
            if (profile.layerSeconds().size() != layers) {
                throw new IllegalArgumentException("the profile of type '" + profile.deviceType() + "' has "
                        + profile.layerSeconds().size() + " layers, but the graph has " + layers);
            }
        }
        if (profiles.stream().map(LayerProfile::deviceType).distinct().count() != profiles.size()) {
            throw new IllegalArgumentException("two profiles are of one type of device");
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
     * How many devices may be used, for people.
     *
     * @return such as {@code 1 device that may be used}
     */
    public String candidatesInWords() {
        int count = candidates().size();
        return count + (count == 1 ? " device" : " devices") + " that may be used";
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
        return new CostModel(graph, fleet, profiles, overheads);
    }

    /**
     * This problem under another objective.
     *
     * @param other what makes one placement better than another
     * @return a copy
     */
    public PlacementProblem with(Objective other) {
        return new PlacementProblem(graph, fleet, other, constraints, current, budget, seed, profiles, overheads);
    }

    /**
     * This problem under other constraints.
     *
     * @param other what every placement must keep to
     * @return a copy
     */
    public PlacementProblem with(Constraints other) {
        return new PlacementProblem(graph, fleet, objective, other, current, budget, seed, profiles, overheads);
    }

    /**
     * This problem with another budget.
     *
     * @param other how long a strategy may take
     * @return a copy
     * @throws IllegalArgumentException if it is not positive
     */
    public PlacementProblem with(Duration other) {
        return new PlacementProblem(graph, fleet, objective, constraints, current, other, seed, profiles, overheads);
    }

    /**
     * This problem with another seed.
     *
     * @param other for every random decision
     * @return a copy
     */
    public PlacementProblem withSeed(long other) {
        return new PlacementProblem(graph, fleet, objective, constraints, current, budget, other, profiles, overheads);
    }

    /**
     * This problem for a model that runs already.
     *
     * @param placement where it runs now
     * @return a copy
     */
    public PlacementProblem withCurrent(Placement placement) {
        return new PlacementProblem(
                graph, fleet, objective, constraints, Optional.of(placement), budget, seed, profiles, overheads);
    }
}
