package hewn.placement.testkit;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.LayerProfile;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Placement problems of every kind: memory that is ample, tight or too small, all objectives, and constraints that may
 * contradict each other. The same seed gives the same problems.
 */
public final class RandomProblems {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int MOST_SMALL_LAYERS = 7;
    private static final int MOST_SMALL_DEVICES = 4;
    private static final int LARGE_LAYERS = 150;
    private static final int LARGE_DEVICES = 30;

    /** Stated here, so that a seed gives the same problem whatever is measured of real devices. */
    private static final Overheads USUAL = new Overheads(8L << 20, 2, 0);

    private static final Overheads OTHER = new Overheads(8L << 20, 2, 0.001, 256L << 10, 1.25, 2);

    private final long seed;
    private final Random random;
    private final RandomGraphs graphs;
    private final RandomFleets fleets;

    /**
     * Problems from a seed.
     *
     * @param seed any number; every problem bears it
     */
    public RandomProblems(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.graphs = new RandomGraphs(random);
        this.fleets = new RandomFleets(random);
    }

    /**
     * A problem that {@link ExhaustiveSearch} solves in milliseconds; about every second has no placement.
     *
     * @return with up to 7 layers and 4 devices
     */
    public PlacementProblem small() {
        LayerGraph graph = graphs.next(1 + random.nextInt(MOST_SMALL_LAYERS));
        FleetSnapshot fleet = fleet(graph, 1 + random.nextInt(MOST_SMALL_DEVICES));
        return problem(graph, fleet, constraints(fleet));
    }

    /**
     * A problem as large as they come at a site.
     *
     * @return with 150 layers and 30 devices, and without constraints
     */
    public PlacementProblem large() {
        LayerGraph graph = graphs.next(LARGE_LAYERS);
        return problem(graph, fleet(graph, LARGE_DEVICES), Constraints.NONE);
    }

    /** Some of the devices hold the whole model, or none does. */
    private FleetSnapshot fleet(LayerGraph graph, int devices) {
        long whole = new CostModel(graph, fleets.next(0, 1, 1), List.of(), USUAL).memoryBytes(graph.whole());
        long most = USUAL.runtimeBytes() + (long) (whole * (0.5 + 1.5 * random.nextDouble()));
        return fleets.next(devices, USUAL.runtimeBytes(), most);
    }

    private PlacementProblem problem(LayerGraph graph, FleetSnapshot fleet, Constraints constraints) {
        return new PlacementProblem(
                graph,
                fleet,
                objective(),
                constraints,
                Optional.empty(),
                BUDGET,
                seed,
                profiles(graph, fleet),
                overheads());
    }

    /** Some types of devices were measured, and are not as fast as FLOPs say. */
    private List<LayerProfile> profiles(LayerGraph graph, FleetSnapshot fleet) {
        return fleet.devices().stream()
                .filter(device -> sometimes(0.2))
                .map(device -> profile(graph, device))
                .toList();
    }

    private LayerProfile profile(LayerGraph graph, Device device) {
        List<Double> seconds = graph.layers().stream()
                .map(layer -> layer.flops() / device.flopsPerSecond() * (0.5 + random.nextDouble()))
                .toList();
        return new LayerProfile(device.type(), device.flopsPerSecond(), seconds);
    }

    private Overheads overheads() {
        return sometimes(0.2) ? OTHER : USUAL;
    }

    private Objective objective() {
        return switch (random.nextInt(3)) {
            case 0 -> new Objective.Throughput();
            case 1 -> new Objective.Latency();
            default -> sometimes(0.5) ? new Objective.Weighted(random.nextDouble()) : mixed();
        };
    }

    private Objective mixed() {
        return new Objective.Weighted(random.nextDouble(), 0.2 * random.nextDouble(), random.nextDouble());
    }

    private Constraints constraints(FleetSnapshot fleet) {
        List<DeviceId> ids = fleet.devices().stream().map(Device::id).toList();
        return new Constraints(
                sometimes(0.1) ? Optional.of(some(ids, 0.7)) : Optional.empty(),
                sometimes(0.2) ? some(ids, 0.3) : Set.of(),
                random.nextInt(4) * 0.1,
                stages(0.15),
                stages(0.15),
                pinned(ids),
                pinned(ids),
                sometimes(0.15) ? tiers(ids) : List.of());
    }

    /** Three tiers, some of them empty, and devices that belong to none. */
    private List<Set<DeviceId>> tiers(List<DeviceId> ids) {
        List<Set<DeviceId>> tiers = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (DeviceId id : ids) {
            if (sometimes(0.9)) {
                tiers.get(random.nextInt(tiers.size())).add(id);
            }
        }
        return tiers;
    }

    private OptionalInt stages(double probability) {
        return sometimes(probability) ? OptionalInt.of(1 + random.nextInt(MOST_SMALL_DEVICES)) : OptionalInt.empty();
    }

    private Optional<DeviceId> pinned(List<DeviceId> ids) {
        return sometimes(0.1) ? Optional.of(ids.get(random.nextInt(ids.size()))) : Optional.empty();
    }

    private Set<DeviceId> some(List<DeviceId> ids, double share) {
        Set<DeviceId> some = new HashSet<>();
        for (DeviceId id : ids) {
            if (sometimes(share)) {
                some.add(id);
            }
        }
        return some;
    }

    private boolean sometimes(double probability) {
        return random.nextDouble() < probability;
    }
}
