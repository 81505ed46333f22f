package hewn.strategies.even.split;

import hewn.fleet.Device;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import hewn.placement.CostModel;
import hewn.placement.Deadline;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/**
 * The cuts that lie closest to even shares and yet fit the memory of given devices in a given order.
 *
 * <p>A dynamic program over stages and positions; it takes O(stages · layers²) time.
 */
final class EvenCuts {
    private static final double IMPOSSIBLE = Double.POSITIVE_INFINITY;

    private final PlacementProblem problem;
    private final CostModel costs;
    private final List<Device> devices;
    private final int layers;

    /** The work before each position. A layer counts at least 1, so that layers without work are shared out as well. */
    private final double[] workBefore;

    /** {@code distance[s][p]}: the least that cuts of the first s stages miss even ones by, if these end at p. */
    private final double[][] distance;

    /** {@code start[s][p]}: where the last of these stages starts. */
    private final int[][] start;

    EvenCuts(PlacementProblem problem, CostModel costs, List<Device> devices) {
        this.problem = problem;
        this.costs = costs;
        this.devices = devices;
        this.layers = problem.graph().size();
        this.workBefore = workBefore(problem.graph());
        this.distance = new double[devices.size() + 1][layers + 1];
        this.start = new int[devices.size() + 1][layers + 1];
    }

    /** The stages; empty if no cuts fit, or none were found in time. */
    Optional<List<Stage>> find(Deadline deadline) {
        for (double[] row : distance) {
            Arrays.fill(row, IMPOSSIBLE);
        }
        distance[0][0] = 0;
        for (int stage = 1; stage <= devices.size() && !deadline.isOver(); stage++) {
            for (int position = stage; position <= layers; position++) {
                endStage(stage, position);
            }
        }
        return distance[devices.size()][layers] == IMPOSSIBLE ? Optional.empty() : Optional.of(stages());
    }

    private void endStage(int stage, int position) {
        long usable = problem.usableMemoryBytes(devices.get(stage - 1));
        double even = workBefore[layers] * stage / devices.size();
        for (int from = position - 1; from >= stage - 1; from--) {
            double sum = distance[stage - 1][from] + Math.abs(workBefore[position] - even);
            if (sum < distance[stage][position] && costs.memoryBytes(new LayerRange(from, position)) <= usable) {
                distance[stage][position] = sum;
                start[stage][position] = from;
            }
        }
    }

    private List<Stage> stages() {
        LinkedList<Stage> stages = new LinkedList<>();
        int to = layers;
        for (int stage = devices.size(); stage > 0; stage--) {
            int from = start[stage][to];
            stages.addFirst(
                    Stage.on(new LayerRange(from, to), devices.get(stage - 1).id()));
            to = from;
        }
        return stages;
    }

    private static double[] workBefore(LayerGraph graph) {
        double[] before = new double[graph.size() + 1];
        for (int p = 1; p <= graph.size(); p++) {
            before[p] = before[p - 1] + 1 + graph.layers().get(p - 1).flops();
        }
        return before;
    }
}
