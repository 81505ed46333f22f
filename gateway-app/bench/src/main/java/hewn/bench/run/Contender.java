package hewn.bench.run;

import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.PlacementValidator;
import java.util.Objects;
import java.util.Optional;

/**
 * A strategy that takes part.
 *
 * @param name what it is called in tables
 * @param strategy to be asked
 */
public record Contender(String name, PlacementStrategy strategy) {
    private static final double NANOS = 1e9;

    /** Requires both parts. */
    public Contender {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(strategy, "strategy");
    }

    /**
     * Solves a problem, and checks the answer as the planner would.
     *
     * @param problem to be solved
     * @return what came of it
     * @throws IllegalStateException if the answer is not valid
     */
    public Outcome solve(PlacementProblem problem) {
        long start = System.nanoTime();
        PlacementAnswer answer = strategy.place(problem);
        double seconds = (System.nanoTime() - start) / NANOS;
        if (answer instanceof Infeasible) {
            return new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, seconds);
        }
        Placement placement = (Placement) answer;
        PlacementValidator.violation(problem, placement.stages()).ifPresent(reason -> {
            throw new IllegalStateException(name + " answered what is not valid: " + reason);
        });
        double cost = problem.objective().cost(problem.costs().predict(placement.stages()));
        return new Outcome(Optional.of(placement), cost, seconds);
    }
}
