package hewn.strategies.local.search;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.placement.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A placement in numbers: where each stage ends, and the device that runs it. It is never changed. */
final class Chain {
    private final int[] ends;
    private final int[] devices;

    private Chain(int[] ends, int[] devices) {
        this.ends = ends;
        this.devices = devices;
    }

    static Chain of(List<Integer> ends, List<Integer> devices) {
        return new Chain(
                ends.stream().mapToInt(Integer::intValue).toArray(),
                devices.stream().mapToInt(Integer::intValue).toArray());
    }

    int stages() {
        return ends.length;
    }

    /** The first layer of a stage. */
    int from(int stage) {
        return stage == 0 ? 0 : ends[stage - 1];
    }

    /** One more than the last layer of a stage. */
    int to(int stage) {
        return ends[stage];
    }

    int device(int stage) {
        return devices[stage];
    }

    boolean uses(int device) {
        return IntStream.of(devices).anyMatch(used -> used == device);
    }

    Chain withEnd(int stage, int end) {
        int[] changed = ends.clone();
        changed[stage] = end;
        return new Chain(changed, devices);
    }

    Chain withDevice(int stage, int device) {
        int[] changed = devices.clone();
        changed[stage] = device;
        return new Chain(ends, changed);
    }

    Chain withSwapped(int stage, int other) {
        return withDevice(stage, devices[other]).withDevice(other, devices[stage]);
    }

    /** With one stage in place of a stage and the next. */
    Chain withMerged(int stage, int device) {
        return new Chain(without(ends, stage), without(devices, stage + 1)).withDevice(stage, device);
    }

    /** With two stages in place of one. */
    Chain withSplit(int stage, int at, int firstDevice, int secondDevice) {
        return new Chain(with(ends, stage, at), with(devices, stage, firstDevice)).withDevice(stage + 1, secondDevice);
    }

    private static int[] without(int[] values, int index) {
        return IntStream.range(0, values.length)
                .filter(i -> i != index)
                .map(i -> values[i])
                .toArray();
    }

    private static int[] with(int[] values, int index, int value) {
        int[] more = Arrays.copyOf(values, values.length + 1);
        System.arraycopy(values, index, more, index + 1, values.length - index);
        more[index] = value;
        return more;
    }

    List<Stage> in(IndexedProblem problem) {
        return problem.stages(ends, devices);
    }

    /** Its cost; infinite if the planner would not accept it. */
    double cost(PlacementScore score) {
        return score.allows(ends, devices) ? score.cost(ends, devices) : Double.POSITIVE_INFINITY;
    }
}
