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

/**
 * The one model that turns layers, devices and links into times and bytes. Every strategy uses it, and the planner
 * re-checks every answer with it. All figures are for one sample (batch size 1).
 * Every figure takes constant time, whatever the number of layers. Safe for use by several threads.
 *
 * <ul>
 *   <li>A stage takes its layers' FLOPs divided by its device's speed.
 *   <li>A hop takes the cut set's bytes divided by the link's bandwidth, plus its latency.
 *   <li>A stage's memory is its weights, its peak activations, two buffers for each of its cut sets (one that is
 *       received or sent, one that is computed with), and what the runtime takes for any slice.
 * </ul>
 */
public final class CostModel {
    /** What loading any slice costs besides its weights, in bytes. */
    public static final long RUNTIME_OVERHEAD_BYTES = 8L << 20;

    private final int layers;
    private final LayerSums flops;
    private final LayerSums weightBytes;
    private final LayerPeaks activationBytes;
    private final long[] cutBytes;
    private final Map<DeviceId, Device> devices;
    private final Map<List<DeviceId>, Link> links;

    /**
     * Costs of placing a graph on a fleet.
     *
     * @param graph the layers
     * @param fleet the devices and links
     */
    public CostModel(LayerGraph graph, FleetSnapshot fleet) {
        this.layers = graph.size();
        this.flops = new LayerSums(graph, Layer::flops);
        this.weightBytes = new LayerSums(graph, Layer::weightBytes);
        this.activationBytes = new LayerPeaks(graph, Layer::peakActivationBytes);
        this.cutBytes = graph.cuts().stream().mapToLong(cut -> cut.bytes(1)).toArray();
        this.devices = fleet.devices().stream().collect(Collectors.toMap(Device::id, Function.identity()));
        this.links = fleet.linksByEnds();
    }

    /**
     * The compute time of a stage.
     *
     * @param layers its layers
     * @param device which runs them
     * @return the time in seconds
     */
    public double stageSeconds(LayerRange layers, Device device) {
        return flops.of(layers) / device.flopsPerSecond();
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
        Link link = links.get(List.of(from, to));
        return (link == null ? FleetSnapshot.assumed(from, to) : link).seconds(cutBytes(position));
    }

    /**
     * The memory that a stage takes on its device.
     *
     * @param layers its layers
     * @return the size in bytes
     */
    public long memoryBytes(LayerRange layers) {
        return weightBytes.of(layers)
                + activationBytes.of(layers)
                + 2 * (cutBytes(layers.from()) + cutBytes(layers.to()))
                + RUNTIME_OVERHEAD_BYTES;
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
        List<Long> memory = new ArrayList<>();
        DeviceId sender = DeviceId.GATEWAY;
        long moved = 0;
        for (Stage stage : stages) {
            stageSeconds.add(stageSeconds(stage.layers(), device(stage.device())));
            memory.add(memoryBytes(stage.layers()));
            hopSeconds.add(hopSeconds(stage.layers().from(), sender, stage.device()));
            moved += cutBytes(stage.layers().from());
            sender = stage.device();
        }
        hopSeconds.add(hopSeconds(layers, sender, DeviceId.GATEWAY));
        return new Prediction(stageSeconds, hopSeconds, memory, moved + cutBytes(layers));
    }

    private Device device(DeviceId id) {
        Device device = devices.get(id);
        if (device == null) {
            throw new IllegalArgumentException("device '" + id + "' is not in the fleet");
        }
        return device;
    }
}
