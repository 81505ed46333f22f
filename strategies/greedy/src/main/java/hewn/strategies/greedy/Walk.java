package hewn.strategies.greedy;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One walk over the layers from a given device: each device takes as many layers as fit its memory and the limit, and
 * the next is whichever gets furthest.
 */
final class Walk {
    private final PlacementProblem problem;
    private final Constraints constraints;
    private final CostModel costs;
    private final double limitSeconds;
    private final int layers;
    private final Device start;
    private final List<Device> unused;
    private final List<Stage> stages = new ArrayList<>();
    private DeviceId sender = DeviceId.GATEWAY;
    private int position;

    Walk(PlacementProblem problem, CostModel costs, double limitSeconds, Device start) {
        this.problem = problem;
        this.constraints = problem.constraints();
        this.costs = costs;
        this.limitSeconds = limitSeconds;
        this.layers = problem.graph().size();
        this.unused = new ArrayList<>(problem.candidates());
        this.start = start;
    }

    /** All stages; empty if the walk gets stuck. */
    Optional<List<Stage>> stages() {
        Optional<Leg> next = leg(start);
        while (next.isPresent() && position < layers) {
            take(next.get());
            next = position == layers ? next : furthest();
        }
        return next.map(leg -> stages);
    }

    private void take(Leg leg) {
        stages.add(Stage.on(leg.layers(), leg.device().id()));
        unused.remove(leg.device());
        sender = leg.device().id();
        position = leg.layers().to();
    }

    private Optional<Leg> furthest() {
        return unused.stream()
                .map(this::leg)
                .flatMap(Optional::stream)
                .min(Comparator.<Leg>comparingInt(leg -> -leg.layers().to()).thenComparingDouble(Leg::seconds));
    }

    /** The longest stage that starts here on that device; empty if there is none. */
    private Optional<Leg> leg(Device device) {
        double hop = costs.hopSeconds(position, sender, device.id());
        if (hop > limitSeconds) {
            return Optional.empty();
        }
        long usable = problem.usableMemoryBytes(device);
        int to = position;
        while (to < layers && costs.stageSeconds(new LayerRange(position, to + 1), device) <= limitSeconds) {
            to++;
        }
        for (; to > position; to--) {
            LayerRange range = new LayerRange(position, to);
            if (costs.memoryBytes(range) <= usable && mayEnd(device, to) && canLeave(device, to)) {
                return Optional.of(new Leg(device, range, hop + costs.stageSeconds(range, device)));
            }
        }
        return Optional.empty();
    }

    /** Whether the number of stages and the pinned devices leave room for a stage on this device that ends there. */
    private boolean mayEnd(Device device, int to) {
        int count = stages.size() + 1;
        boolean pinnedLast = constraints.last().filter(device.id()::equals).isPresent();
        if (to == layers) {
            return constraints.allowsStages(count)
                    && (pinnedLast || constraints.last().isEmpty());
        }
        int needed = Math.max(1, constraints.stages().orElse(0) - count);
        int allowed = Math.min(
                        constraints.maxStages().orElse(layers),
                        constraints.stages().orElse(layers))
                - count;
        return !pinnedLast && needed <= layers - to && needed <= allowed;
    }

    private boolean canLeave(Device device, int to) {
        if (to == layers) {
            return costs.hopSeconds(to, device.id(), DeviceId.GATEWAY) <= limitSeconds;
        }
        return unused.stream()
                .filter(next -> !next.equals(device))
                .anyMatch(next -> costs.hopSeconds(to, device.id(), next.id()) <= limitSeconds);
    }

    /** A stage to be, and how long it takes to get through it. */
    private record Leg(Device device, LayerRange layers, double seconds) {}
}
