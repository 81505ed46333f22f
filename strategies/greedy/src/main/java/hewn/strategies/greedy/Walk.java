package hewn.strategies.greedy;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import hewn.placement.Constraints;
import hewn.placement.CostModel;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.ArrayList;
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
        take(start);
    }

    /** All stages; empty if the walk gets stuck. */
    Optional<List<Stage>> stages() {
        boolean moves = position > 0;
        while (moves && position < layers) {
            moves = furthest().map(this::take).orElse(false);
        }
        return moves ? Optional.of(stages) : Optional.empty();
    }

    private boolean take(Device device) {
        int end = end(device);
        if (end == position) {
            return false;
        }
        stages.add(Stage.on(new LayerRange(position, end), device.id()));
        unused.remove(device);
        sender = device.id();
        position = end;
        return true;
    }

    private Optional<Device> furthest() {
        Optional<Device> furthest = Optional.empty();
        int furthestEnd = position;
        double furthestHop = 0;
        for (Device device : unused) {
            int end = end(device);
            double hop = costs.hopSeconds(position, sender, device.id());
            if (end > furthestEnd || end == furthestEnd && furthest.isPresent() && hop < furthestHop) {
                furthest = Optional.of(device);
                furthestEnd = end;
                furthestHop = hop;
            }
        }
        return furthest;
    }

    /** Where a stage that starts here on that device ends at the latest; here, if there can't be one. */
    private int end(Device device) {
        if (costs.hopSeconds(position, sender, device.id()) > limitSeconds) {
            return position;
        }
        long usable = problem.usableMemoryBytes(device);
        int end = position;
        for (int to = position + 1; to <= layers; to++) {
            LayerRange range = new LayerRange(position, to);
            if (costs.stageSeconds(range, device) > limitSeconds) {
                break;
            }
            if (costs.memoryBytes(range) <= usable && mayEnd(device, to) && canLeave(device, to)) {
                end = to;
            }
        }
        return end;
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
}
