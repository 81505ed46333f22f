package hewn.admin.rest;

import hewn.fleet.Device;
import hewn.wire.DeviceMetrics;
import java.util.List;
import java.util.Optional;

/** What a device is, and how it fares if it has said so. */
record DeviceView(
        String id,
        String type,
        int cores,
        long memoryBytes,
        double flopsPerSecond,
        String dataAddress,
        Optional<MetricsView> metrics) {
    static DeviceView of(Device device, Optional<DeviceMetrics> metrics) {
        return new DeviceView(
                device.id().value(),
                device.type(),
                device.cores(),
                device.memoryBytes(),
                device.flopsPerSecond(),
                device.dataAddress(),
                metrics.map(MetricsView::of));
    }

    /** How a device fares. */
    record MetricsView(
            long uptimeSeconds,
            double cpuLoad,
            long memoryUsedBytes,
            long diskFreeBytes,
            List<LoadedSliceView> slices) {
        static MetricsView of(DeviceMetrics metrics) {
            return new MetricsView(
                    metrics.uptimeSeconds(),
                    metrics.cpuLoad(),
                    metrics.memoryUsedBytes(),
                    metrics.diskFreeBytes(),
                    metrics.stages().stream().map(LoadedSliceView::of).toList());
        }
    }

    /** How a slice that is loaded fares. */
    record LoadedSliceView(
            long generation, String digest, long calls, long failures, int queued, double computeSeconds) {
        static LoadedSliceView of(DeviceMetrics.StageMetrics stage) {
            return new LoadedSliceView(
                    stage.generation(),
                    stage.slice().hex(),
                    stage.calls(),
                    stage.failures(),
                    stage.queued(),
                    stage.computeMicros() / 1e6);
        }
    }
}
