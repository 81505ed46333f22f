package hewn.strategies.seifer.partition;

import hewn.graph.LayerGraph;
import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementScore;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Chooses cuts by their bytes alone, and devices for the stages between them afterwards, for one capacity after the
 * other; keeps what is best under the problem's objective.
 */
public final class CutsThenDevices {
    /** Chooses a device for every stage. */
    @FunctionalInterface
    public interface DeviceChoice {
        /**
         * Chooses.
         *
         * @param ends one more than the last layer of each stage
         * @param open which devices may have which stages; to be copied or filled
         * @return the number of each stage's device; empty if none are found
         */
        Optional<int[]> choose(int[] ends, Assignment open);
    }

    private final IndexedProblem problem;
    private final PlacementScore score;
    private final IntPredicate mayCut;
    private double leastCost = Double.POSITIVE_INFINITY;
    private Optional<List<Stage>> best = Optional.empty();

    /**
     * A search that has found nothing yet.
     *
     * @param problem to be solved
     * @param mayCut at which inner positions a cut is allowed
     */
    public CutsThenDevices(IndexedProblem problem, IntPredicate mayCut) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.mayCut = mayCut;
    }

    /**
     * The cuts where a single tensor is alive, which are all that the paper considers.
     *
     * @param problem with the layer graph
     * @return tells whether a position is one of them
     */
    public static IntPredicate singleTensor(PlacementProblem problem) {
        LayerGraph graph = problem.graph();
        return position -> graph.cuts().get(position).tensors().size() == 1;
    }

    /**
     * Tries capacities.
     *
     * @param capacities the numbers of devices whose memory each stage is to fit
     * @param choice of devices
     * @param deadline ends it between two capacities
     * @return the best stages that the planner would accept; empty if there are none
     */
    public Optional<List<Stage>> best(List<Integer> capacities, DeviceChoice choice, Deadline deadline) {
        for (int capacity : capacities) {
            if (!deadline.isOver()) {
                attempt(capacity, choice, deadline);
            }
        }
        return best;
    }

    private void attempt(int capacity, DeviceChoice choice, Deadline deadline) {
        int[] devices = Capacities.devices(problem, capacity);
        new MinimumSumPartition(problem, mayCut, capacity, devices.length)
                .ends(deadline)
                .ifPresent(ends -> Assignment.of(problem, devices, ends.length)
                        .flatMap(open -> choice.choose(ends, open))
                        .ifPresent(chosen -> keepIfBetter(ends, chosen)));
    }

    private void keepIfBetter(int[] ends, int[] chosen) {
        double cost = score.cost(ends, chosen);
        if (score.allows(ends, chosen) && cost < leastCost) {
            leastCost = cost;
            best = Optional.of(problem.stages(ends, chosen));
        }
    }
}
