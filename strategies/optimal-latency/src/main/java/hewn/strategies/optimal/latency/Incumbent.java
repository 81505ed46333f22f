package hewn.strategies.optimal.latency;

import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import java.util.Deque;
import java.util.List;

/** The best placement so far. */
final class Incumbent {
    private static final double TOLERANCE = 1e-12;

    private final IndexedProblem problem;
    private List<Stage> stages = List.of();
    private double cost = Double.POSITIVE_INFINITY;

    Incumbent(IndexedProblem problem) {
        this.problem = problem;
    }

    /** Begins with where the model runs now, and with the whole model on each device. */
    void offerTheObvious() {
        problem.problem()
                .current()
                .filter(current -> PlacementValidator.violation(problem.problem(), current.stages())
                        .isEmpty())
                .ifPresent(current -> offer(current.stages()));
        PlacementScore score = new PlacementScore(problem);
        int[] end = {problem.layers()};
        for (int device = 0; device < problem.devices(); device++) {
            int[] alone = {device};
            if (score.allows(end, alone) && score.cost(end, alone) < cost) {
                offer(problem.stages(end, alone));
            }
        }
    }

    /** All stages of a goal that uses no device twice. */
    void offer(Label goal) {
        Deque<Label> labels = goal.stages();
        offer(problem.stages(
                labels.stream().mapToInt(Label::position).toArray(),
                labels.stream().mapToInt(Label::device).toArray()));
    }

    /** Stages that the planner would accept. */
    void offer(List<Stage> others) {
        double otherCost = problem.cost(others);
        if (otherCost < cost) {
            stages = others;
            cost = otherCost;
        }
    }

    /** Whether a placement of at least this cost would be no better. */
    boolean isBeatenBy(double bound) {
        return cost - bound > TOLERANCE * Math.abs(bound);
    }

    boolean isPresent() {
        return !stages.isEmpty();
    }

    List<Stage> stages() {
        return stages;
    }

    double cost() {
        return cost;
    }
}
