package hewn.placement.testkit;

import hewn.fleet.Device;
import hewn.graph.LayerRange;
import hewn.placement.CostModel;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Tries all cuts on all devices and keeps the best: the truth about small problems, and far too slow for others.
 *
 * <p>What counts as a placement is what {@link PlacementValidator} finds nothing wrong with. Memory alone is checked on
 * the way, to end hopeless branches early.
 */
public final class ExhaustiveSearch {
    private static final int MOST_LAYERS = 12;

    private final PlacementProblem problem;
    private final CostModel costs;
    private final Deque<Stage> stages = new ArrayDeque<>();
    private Optional<Placement> best = Optional.empty();

    private ExhaustiveSearch(PlacementProblem problem) {
        this.problem = problem;
        this.costs = problem.costs();
    }

    /**
     * The best placement of a problem.
     *
     * @param problem of at most 12 layers
     * @return one that none undercuts, with the proof, or empty if there is no placement
     * @throws IllegalArgumentException if there are more layers
     */
    public static Optional<Placement> best(PlacementProblem problem) {
        if (problem.graph().size() > MOST_LAYERS) {
            throw new IllegalArgumentException("at most " + MOST_LAYERS + " layers can be searched, but got "
                    + problem.graph().size());
        }
        ExhaustiveSearch search = new ExhaustiveSearch(problem);
        search.continueAt(0);
        return search.best;
    }

    private void continueAt(int position) {
        if (position == problem.graph().size()) {
            keepIfBetter(List.copyOf(stages));
            return;
        }
        for (Device device : problem.candidates()) {
            if (stages.stream().noneMatch(stage -> stage.device().equals(device.id()))) {
                extend(position, device);
            }
        }
    }

    private void extend(int position, Device device) {
        for (int to = position + 1; to <= problem.graph().size(); to++) {
            LayerRange range = new LayerRange(position, to);
            if (costs.memoryBytes(range) <= problem.usableMemoryBytes(device)) {
                stages.addLast(Stage.on(range, device.id()));
                continueAt(to);
                stages.removeLast();
            }
        }
    }

    private void keepIfBetter(List<Stage> found) {
        if (PlacementValidator.violation(problem, found).isPresent()) {
            return;
        }
        double cost = problem.objective().cost(costs.predict(found));
        if (best.isEmpty() || cost < problem.objective().cost(best.get().prediction())) {
            Placement.Bound bound = new Placement.Bound(cost, true);
            best = Optional.of(new Placement(found, costs.predict(found), Optional.of(bound), "all were tried"));
        }
    }
}
