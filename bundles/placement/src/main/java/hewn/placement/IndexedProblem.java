package hewn.placement;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import hewn.graph.LayerRange;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem with its candidates as numbers from 0, for searches that ask for millions of figures. All figures are those
 * of the {@link CostModel}, each in constant time. Safe for use by several threads.
 */
public final class IndexedProblem {
    private final PlacementProblem problem;
    private final CostModel costs;
    private final List<Device> devices;
    private final int layers;
    private final LayerWork[] work;
    private final double[] speed;
    private final long[] usableBytes;
    private final int[] tier;
    private final long[] memoryOfRange;
    private final double[] cutBytes;
    private final double[] reach;
    private final double[] secondsPerByte;
    private final double[] latencySeconds;
    private final double[] inSeconds;
    private final double[] outSeconds;
    private final double[] inBusySeconds;
    private final double[] outBusySeconds;

    /**
     * Numbers the candidates of a problem, in the order of their ids.
     *
     * @param problem to be solved
     */
    public IndexedProblem(PlacementProblem problem) {
        this.problem = problem;
        this.costs = problem.costs();
        this.devices = problem.candidates();
        this.layers = problem.graph().size();
        this.work = devices.stream().map(costs::work).toArray(LayerWork[]::new);
        this.speed = devices.stream().mapToDouble(Device::flopsPerSecond).toArray();
        this.usableBytes =
                devices.stream().mapToLong(problem::usableMemoryBytes).toArray();
        this.tier = devices.stream()
                .mapToInt(d -> problem.constraints().tier(d.id()))
                .toArray();
        this.memoryOfRange = memory();
        this.cutBytes = new double[layers + 1];
        this.reach = new double[layers + 1];
        for (int p = 0; p <= layers; p++) {
            cutBytes[p] = costs.cutBytes(p);
            reach[p] = costs.reach(p);
        }
        int n = devices.size();
        this.secondsPerByte = new double[n * n];
        this.latencySeconds = new double[n * n];
        this.inSeconds = new double[n];
        this.outSeconds = new double[n];
        this.inBusySeconds = new double[n];
        this.outBusySeconds = new double[n];
        links();
    }

    private long[] memory() {
        long[] bytes = new long[layers * (layers + 1)];
        for (int from = 0; from < layers; from++) {
            for (int to = from + 1; to <= layers; to++) {
                bytes[from * (layers + 1) + to] = costs.memoryBytes(new LayerRange(from, to));
            }
        }
        return bytes;
    }

    private void links() {
        for (int u = 0; u < devices.size(); u++) {
            DeviceId id = devices.get(u).id();
            inSeconds[u] = costs.hopSeconds(0, DeviceId.GATEWAY, id);
            outSeconds[u] = costs.hopSeconds(layers, id, DeviceId.GATEWAY);
            inBusySeconds[u] = costs.hopBusySeconds(0, DeviceId.GATEWAY, id);
            outBusySeconds[u] = costs.hopBusySeconds(layers, id, DeviceId.GATEWAY);
            for (int v = 0; v < devices.size(); v++) {
                link(u, v, costs.link(id, devices.get(v).id()));
            }
        }
    }

    private void link(int from, int to, Link link) {
        secondsPerByte[from * devices.size() + to] = 1 / link.bandwidthBytesPerSecond();
        latencySeconds[from * devices.size() + to] = link.seconds(0);
    }

    /**
     * The problem as it was stated.
     *
     * @return the same that this was made of
     */
    public PlacementProblem problem() {
        return problem;
    }

    /**
     * How many devices may be used.
     *
     * @return the number of candidates, numbered from 0
     */
    public int devices() {
        return devices.size();
    }

    /**
     * How many layers are to be placed.
     *
     * @return at least 1; cuts have positions from 0 to this number
     */
    public int layers() {
        return layers;
    }

    /**
     * A candidate.
     *
     * @param device its number
     * @return the device
     */
    public Device device(int device) {
        return devices.get(device);
    }

    /**
     * The compute time of a stage.
     *
     * @param device its number
     * @param from the first layer
     * @param to one more than the last layer
     * @return the time in seconds
     */
    public double stageSeconds(int device, int from, int to) {
        return work[device].of(from, to) / speed[device] + problem.overheads().stageSeconds() * reach[from];
    }

    /**
     * The transfer time of a hop between two different devices.
     *
     * @param position of the cut
     * @param from the sender's number
     * @param to the receiver's number
     * @return the time in seconds
     */
    public double hopSeconds(int position, int from, int to) {
        int link = from * devices.size() + to;
        return reach[position] * (latencySeconds[link] + cutBytes[position] * secondsPerByte[link]);
    }

    /**
     * How long a hop between two different devices keeps its link from carrying the next sample.
     *
     * @param position of the cut
     * @param from the sender's number
     * @param to the receiver's number
     * @return the time in seconds
     */
    public double hopBusySeconds(int position, int from, int to) {
        return reach[position] * cutBytes[position] * secondsPerByte[from * devices.size() + to];
    }

    /**
     * The transfer time of the model's inputs from the gateway.
     *
     * @param device the number of the first stage's device
     * @return the time in seconds
     */
    public double inSeconds(int device) {
        return inSeconds[device];
    }

    /**
     * The transfer time of the model's outputs to the gateway.
     *
     * @param device the number of the last stage's device
     * @return the time in seconds
     */
    public double outSeconds(int device) {
        return outSeconds[device];
    }

    /**
     * How long the model's inputs keep the link from the gateway busy.
     *
     * @param device the number of the first stage's device
     * @return the time in seconds
     */
    public double inBusySeconds(int device) {
        return inBusySeconds[device];
    }

    /**
     * How long the model's outputs keep the link to the gateway busy.
     *
     * @param device the number of the last stage's device
     * @return the time in seconds
     */
    public double outBusySeconds(int device) {
        return outBusySeconds[device];
    }

    /**
     * Tells whether a stage fits the memory of a device. More layers may need less than fewer do, for a stage that ends
     * at a small cut has small buffers.
     *
     * @param device its number
     * @param from the first layer
     * @param to one more than the last layer
     * @return whether its memory suffices
     */
    public boolean fits(int device, int from, int to) {
        return memoryOfRange[from * (layers + 1) + to] <= usableBytes[device];
    }

    /**
     * The tier of a device.
     *
     * @param device its number
     * @return from 0; 0 for all where there are no tiers
     */
    public int tier(int device) {
        return tier[device];
    }

    /**
     * Tells whether a device may have the first stage.
     *
     * @param device its number
     * @return whether no other is pinned there
     */
    public boolean mayBeFirst(int device) {
        return isPinnedOrFree(
                problem.constraints().first().orElse(devices.get(device).id()), device);
    }

    /**
     * Tells whether a device may have the last stage.
     *
     * @param device its number
     * @return whether no other is pinned there
     */
    public boolean mayBeLast(int device) {
        return isPinnedOrFree(
                problem.constraints().last().orElse(devices.get(device).id()), device);
    }

    private boolean isPinnedOrFree(DeviceId pinned, int device) {
        return pinned.equals(devices.get(device).id());
    }

    /**
     * Stages out of numbers.
     *
     * @param ends one more than the last layer of each stage, the last being {@link #layers()}
     * @param chosen the number of each stage's device
     * @return as many stages, in order
     */
    public List<Stage> stages(int[] ends, int[] chosen) {
        List<Stage> stages = new ArrayList<>();
        int from = 0;
        for (int s = 0; s < ends.length; s++) {
            stages.add(Stage.on(
                    new LayerRange(from, ends[s]), devices.get(chosen[s]).id()));
            from = ends[s];
        }
        return stages;
    }

    /**
     * The cost of stages under the problem's objective.
     *
     * @param stages on candidates of the problem
     * @return in seconds; smaller is better
     */
    public double cost(List<Stage> stages) {
        return problem.objective().cost(costs.predict(stages));
    }

    /**
     * The model that all figures come from.
     *
     * @return the same at every call
     */
    public CostModel costs() {
        return costs;
    }
}
