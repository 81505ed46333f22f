package hewn.placement;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The one model that turns layers, devices and links into times and bytes. Every strategy uses it, and the planner
 * re-checks every answer with it. All figures are for one sample (batch size 1).
 * Every figure takes constant time, whatever the number of layers. Safe for use by several threads.
 *
 * <ul>
 *   <li>A stage takes its layers' work divided by its device's speed, plus what any stage takes. The work is the layers'
 *       FLOPs or, where devices of its type were profiled, what such a device does in the time that they took.
 *   <li>A hop takes the cut set's bytes divided by the link's bandwidth, plus its latency. It keeps the link busy for the
 *       former only: the next sample leaves while the last one still travels.
 *   <li>A stage's memory is its weights and its peak activations, as often as the runtime keeps them, the buffers for each
 *       of its cut sets, and what the runtime takes for any slice and for each of its layers.
 *   <li>Layers and inner cuts after an early exit count by the part of the samples that get there (AdDNN, Reisinger et
 *       al. 2022). An early answer is taken to travel to the gateway as the last one does.
 *   <li>Energy is each stage's time by its device's power. Unfairness is the longest stage time less the mean over all
 *       devices of the fleet.
 * </ul>
 */
public final class CostModel {
    private final double[] reach;
    private final int layers;
    private final Overheads overheads;
    private final LayerWork statedWork;
    private final Map<String, LayerWork> measuredWork;
    private final LayerSums weightBytes;
    private final LayerPeaks activationBytes;
    private final long[] cutBytes;
    private final Map<DeviceId, Device> devices;
    private final Map<DeviceId, Map<DeviceId, Link>> links;

    /**
     * Costs of placing a graph on a fleet of which nothing else was measured.
     *
     * @param graph the layers
     * @param fleet the devices and links
     */
    public CostModel(LayerGraph graph, FleetSnapshot fleet) {
        this(graph, fleet, List.of(), Overheads.TYPICAL);
    }

    /**
     * Costs of placing a graph on a fleet.
     *
     * @param graph the layers
     * @param fleet the devices and links
     * @param profiles how long the layers took on some types of devices, at most one for each type
     * @param overheads what running a slice costs besides its layers
     */
    public CostModel(LayerGraph graph, FleetSnapshot fleet, List<LayerProfile> profiles, Overheads overheads) {
        this.layers = graph.size();
        this.reach = IntStream.rangeClosed(0, layers).mapToDouble(graph::reach).toArray();
        this.reach[layers] = 1; // every sample's answer leaves the pipeline
        this.overheads = overheads;
        this.statedWork = LayerWork.stated(graph);
        this.measuredWork = profiles.stream()
                .collect(Collectors.toMap(LayerProfile::deviceType, p -> LayerWork.measured(graph, p)));
        this.weightBytes = new LayerSums(graph, Layer::weightBytes);
        this.activationBytes = new LayerPeaks(graph, Layer::peakActivationBytes);
        this.cutBytes = graph.cuts().stream().mapToLong(cut -> cut.bytes(1)).toArray();
        this.devices = fleet.devices().stream().collect(Collectors.toMap(Device::id, Function.identity()));
        this.links = fleet.linksBySender();
    }

    /**
     * The compute time of a stage.
     *
     * @param layers its layers
     * @param device which runs them
     * @return the time in seconds
     */
    public double stageSeconds(LayerRange layers, Device device) {
        return work(device).of(layers) / device.flopsPerSecond() + overheads.stageSeconds() * reach[layers.from()];
    }

    /**
     * The transfer time of a hop.
     *
     * @param position of the cut
     * @param from the sender
     * @param to the receiver; nothing is sent if it is the same
     * @return the time in seconds
     */
    public double hopSeconds(int position, DeviceId from, DeviceId to) {
        if (from.equals(to)) {
            return 0;
        }
        return reach[position] * link(from, to).seconds(cutBytes(position));
    }

    /**
     * How long a hop keeps its link from carrying the next sample.
     *
     * @param position of the cut
     * @param from the sender
     * @param to the receiver; nothing is sent if it is the same
     * @return the time in seconds, no longer than {@link #hopSeconds}
     */
    public double hopBusySeconds(int position, DeviceId from, DeviceId to) {
        return from.equals(to) ? 0 : reach[position] * link(from, to).busySeconds(cutBytes(position));
    }

    /**
     * The memory that a stage takes on its device.
     *
     * @param layers its layers
     * @return the size in bytes
     */
    public long memoryBytes(LayerRange layers) {
        return overheads.layerBytes(layers.to() - layers.from(), weightBytes.of(layers), activationBytes.of(layers))
                + overheads.buffersPerCut() * (cutBytes(layers.from()) + cutBytes(layers.to()));
    }

    /**
     * What is handed on at a cut.
     *
     * @param position of the cut
     * @return the size in bytes
     */
    public long cutBytes(int position) {
        return cutBytes[position];
    }

    /**
     * What a placement will do.
     *
     * @param stages in order, each on a device of the fleet
     * @return its times and bytes
     * @throws IllegalArgumentException if a device is not in the fleet
     */
    public Prediction predict(List<Stage> stages) {
        List<Double> stageSeconds = new ArrayList<>();
        List<Double> hopSeconds = new ArrayList<>();
        List<Double> hopBusySeconds = new ArrayList<>();
        List<Long> memory = new ArrayList<>();
        DeviceId sender = DeviceId.GATEWAY;
        long moved = 0;
        double joules = 0;
        for (Stage stage : stages) {
            Device device = device(stage.device());
            double seconds = stageSeconds(stage.layers(), device);
            stageSeconds.add(seconds);
            joules += seconds * device.watts();
            memory.add(memoryBytes(stage.layers()));
            hopSeconds.add(hopSeconds(stage.layers().from(), sender, stage.device()));
            hopBusySeconds.add(hopBusySeconds(stage.layers().from(), sender, stage.device()));
            moved += cutBytes(stage.layers().from());
            sender = stage.device();
        }
        hopSeconds.add(hopSeconds(layers, sender, DeviceId.GATEWAY));
        hopBusySeconds.add(hopBusySeconds(layers, sender, DeviceId.GATEWAY));
        return new Prediction(
                stageSeconds,
                hopSeconds,
                hopBusySeconds,
                memory,
                moved + cutBytes(layers),
                joules,
                unfairness(stageSeconds),
                stages.stream().allMatch(stage -> isMeasured(device(stage.device()))));
    }

    private boolean isMeasured(Device device) {
        return measuredWork.containsKey(device.type());
    }

    private double unfairness(List<Double> stageSeconds) {
        double most =
                stageSeconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double sum = stageSeconds.stream().mapToDouble(Double::doubleValue).sum();
        return most - sum / devices.size();
    }

    /** The part of all samples that gets as far as a cut, as it counts for a hop there. */
    double reach(int position) {
        return reach[position];
    }

    LayerWork work(Device device) {
        return measuredWork.getOrDefault(device.type(), statedWork);
    }

    Link link(DeviceId from, DeviceId to) {
        Link link = links.getOrDefault(from, Map.of()).get(to);
        return link == null ? FleetSnapshot.assumed(from, to) : link;
    }

    private Device device(DeviceId id) {
        Device device = devices.get(id);
        if (device == null) {
            throw new IllegalArgumentException("device '" + id + "' is not in the fleet");
        }
        return device;
    }
}
