package hewn.deployer.profile;

import hewn.fleet.Device;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.placement.LayerProfile;
import hewn.wire.DeviceMetrics.StageMetrics;
import hewn.wire.MetricsBoard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Corrects layer profiles by what the stages of a running pipeline take: the layers of a stage come to add up to its
 * own time. What was profiled once, alone, is so kept true to how the device fares at work.
 *
 * @param metrics what the devices say of their stages
 */
public record ProfileCorrection(MetricsBoard metrics) {
    /** Of fewer calls, the median says little. */
    static final long LEAST_CALLS = 20;

    /** What differs by more is due to something that will pass. */
    static final double MOST_FACTOR = 4;

    private static final double MICROS = 1e6;

    /** What a stage takes on its device, for one sample. */
    private record StageTime(LayerRange layers, Device device, double seconds) {}

    /**
     * Corrects the profiles of the types of devices on which a pipeline runs. Where such a type has none, what FLOPs say
     * is corrected.
     *
     * @param profiles at most one for each type
     * @param running a pipeline of the same model
     * @param graph its layers
     * @param online the devices
     * @return at most one for each type
     */
    public List<LayerProfile> of(
            List<LayerProfile> profiles, Pipeline running, LayerGraph graph, FleetSnapshot online) {
        Map<String, LayerProfile> byType = new LinkedHashMap<>();
        profiles.forEach(profile -> byType.put(profile.deviceType(), profile));
        times(running, online).forEach((type, times) -> {
            LayerProfile stated = stated(times.get(0).device(), graph);
            byType.put(type, corrected(byType.getOrDefault(type, stated), times));
        });
        return List.copyOf(byType.values());
    }

    private Map<String, List<StageTime>> times(Pipeline running, FleetSnapshot online) {
        Map<String, List<StageTime>> byType = new LinkedHashMap<>();
        for (PipelineStage stage : running.stages()) {
            online.device(stage.device())
                    .flatMap(device -> time(running, stage, device))
                    .ifPresent(time -> byType.computeIfAbsent(time.device().type(), type -> new ArrayList<>())
                            .add(time));
        }
        return byType;
    }

    private Optional<StageTime> time(Pipeline running, PipelineStage stage, Device device) {
        return metrics.latest(device.id()).stream()
                .flatMap(said -> said.stages().stream())
                .filter(loaded -> loaded.generation() == running.generation()
                        && loaded.slice().equals(stage.slice().digest())
                        && isTelling(loaded))
                .map(loaded -> new StageTime(stage.slice().layers(), device, loaded.sampleMicros() / MICROS))
                .findFirst();
    }

    private static boolean isTelling(StageMetrics loaded) {
        return loaded.sampleMicros() > 0 && loaded.calls() - loaded.failures() >= LEAST_CALLS;
    }

    private static LayerProfile stated(Device device, LayerGraph graph) {
        List<Double> seconds = graph.layers().stream()
                .map(layer -> layer.flops() / device.flopsPerSecond())
                .toList();
        return new LayerProfile(device.type(), device.flopsPerSecond(), seconds);
    }

    /** Each stage by its own factor; layers that no device of the type runs, by what all its stages are off together. */
    private static LayerProfile corrected(LayerProfile profile, List<StageTime> times) {
        List<Double> seconds = new ArrayList<>(profile.layerSeconds());
        double[] factors = new double[seconds.size()];
        double before = 0;
        double after = 0;
        for (StageTime time : times) {
            double sum = sum(seconds, time.layers());
            double factor = factor(sum, time.seconds() * time.device().flopsPerSecond() / profile.flopsPerSecond());
            Arrays.fill(factors, time.layers().from(), time.layers().to(), factor);
            before += sum;
            after += sum * factor;
        }
        double elsewhere = before > 0 ? after / before : 1;
        for (int i = 0; i < factors.length; i++) {
            seconds.set(i, seconds.get(i) * (factors[i] > 0 ? factors[i] : elsewhere));
        }
        return new LayerProfile(profile.deviceType(), profile.flopsPerSecond(), seconds);
    }

    private static double sum(List<Double> seconds, LayerRange layers) {
        return seconds.subList(layers.from(), layers.to()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double factor(double predicted, double took) {
        return predicted > 0 ? bounded(took, predicted) / predicted : 1;
    }

    /** What differs from what was measured by more than a correction may is brought as close as that. */
    static double bounded(double took, double measured) {
        return Math.max(measured / MOST_FACTOR, Math.min(measured * MOST_FACTOR, took));
    }
}
