package hewn.deployer.plan;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.pipeline.GenerationStatus;
import hewn.placement.Placement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The devices with the memory that what serves leaves free, for what is to run beside it.
 *
 * @param fleet all devices
 * @param generations what there is
 */
public record SpareMemory(FleetMonitor fleet, Supplier<List<GenerationStatus>> generations) implements FleetMonitor {
    @Override
    public FleetSnapshot snapshot() {
        FleetSnapshot all = fleet.snapshot();
        Map<DeviceId, Long> taken = takenBytes();
        return new FleetSnapshot(
                all.at(),
                all.devices().stream()
                        .map(device -> without(taken.getOrDefault(device.id(), 0L), device))
                        .toList(),
                all.links());
    }

    @Override
    public Registration listen(FleetListener listener) {
        return fleet.listen(listener);
    }

    private Map<DeviceId, Long> takenBytes() {
        Map<DeviceId, Long> taken = new HashMap<>();
        generations.get().stream()
                .filter(generation -> generation.state().isActive())
                .flatMap(generation -> generation.placement().stream())
                .forEach(placement -> add(placement, taken));
        return taken;
    }

    private static void add(Placement placement, Map<DeviceId, Long> taken) {
        for (int i = 0; i < placement.stages().size(); i++) {
            long bytes = placement.prediction().stageMemoryBytes().get(i);
            taken.merge(placement.stages().get(i).device(), bytes, Long::sum);
        }
    }

    private static Device without(long bytes, Device device) {
        return new Device(
                device.id(),
                device.type(),
                device.cores(),
                Math.max(1, device.memoryBytes() - bytes),
                device.flopsPerSecond(),
                device.dataAddress(),
                device.watts());
    }
}
