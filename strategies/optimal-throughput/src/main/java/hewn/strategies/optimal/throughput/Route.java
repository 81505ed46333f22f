package hewn.strategies.optimal.throughput;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.placement.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts and devices in numbers. A route that uses a device twice is a walk, and no placement. */
final class Route {
    private final int[] ends;
    private final int[] devices;

    /**
     * A route over all layers.
     *
     * @param ends one more than the last layer of each stage
     * @param devices the device of each stage
     */
    Route(int[] ends, int[] devices) {
        this.ends = ends.clone();
        this.devices = devices.clone();
    }

    int stages() {
        return ends.length;
    }

    int from(int stage) {
        return stage == 0 ? 0 : ends[stage - 1];
    }

    int end(int stage) {
        return ends[stage];
    }

    int device(int stage) {
        return devices[stage];
    }

    boolean usesEachDeviceOnce() {
        return Arrays.stream(devices).distinct().count() == devices.length;
    }

    /** The longest time that a device or a link is busy, in seconds. */
    double bottleneckSeconds(IndexedProblem problem) {
        int last = ends.length - 1;
        double most = Math.max(problem.inBusySeconds(devices[0]), problem.outBusySeconds(devices[last]));
        for (int s = 0; s <= last; s++) {
            most = Math.max(most, problem.stageSeconds(devices[s], from(s), ends[s]));
            if (s > 0) {
                most = Math.max(most, problem.hopBusySeconds(from(s), devices[s - 1], devices[s]));
            }
        }
        return most;
    }

    /** The sum of all stages and hops, in seconds. */
    double latencySeconds(IndexedProblem problem) {
        int last = ends.length - 1;
        double sum = problem.inSeconds(devices[0]) + problem.outSeconds(devices[last]);
        for (int s = 0; s <= last; s++) {
            sum += problem.stageSeconds(devices[s], from(s), ends[s]);
            sum += s == 0 ? 0 : problem.hopSeconds(from(s), devices[s - 1], devices[s]);
        }
        return sum;
    }

    /** Whether the planner would accept it. */
    boolean isAllowed(PlacementScore score) {
        return score.allows(ends, devices);
    }

    /** Its cost under the problem's objective, in seconds. */
    double cost(PlacementScore score) {
        return score.cost(ends, devices);
    }

    /** This route with another cut after a stage. */
    Route withEnd(int stage, int end) {
        int[] changed = ends.clone();
        changed[stage] = end;
        return new Route(changed, devices);
    }

    /** This route with another device for a stage. */
    Route withDevice(int stage, int device) {
        int[] changed = devices.clone();
        changed[stage] = device;
        return new Route(ends, changed);
    }

    /** This route with the devices of two stages swapped. */
    Route withSwapped(int stage, int other) {
        return withDevice(stage, devices[other]).withDevice(other, devices[stage]);
    }

    /** This route with a stage's layers given to the next stage, or to the one before if it is the last. */
    Route without(int stage) {
        int last = stages() - 1;
        int lostEnd = stage == last ? stage - 1 : stage;
        return new Route(remove(ends, lostEnd), remove(devices, stage));
    }

    private static int[] remove(int[] values, int index) {
        return IntStream.range(0, values.length)
                .filter(i -> i != index)
                .map(i -> values[i])
                .toArray();
    }

    List<Stage> stages(IndexedProblem problem) {
        return problem.stages(ends, devices);
    }
}
