package hewn.placement;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the planner decided, and why.
 *
 * @param strategy the name of the strategy whose answer it is
 * @param answer a valid placement with figures of the cost model, or why there is none
 * @param attempts every strategy that was tried, in order, the last one's answer being taken
 */
public record PlanDecision(String strategy, PlacementAnswer answer, List<Attempt> attempts) {
    /** Copies the attempts. */
    public PlanDecision {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(answer, "answer");
        attempts = List.copyOf(attempts);
    }

    /**
     * One strategy's try.
     *
     * @param strategy its name
     * @param result for people: valid, infeasible, or what was wrong with it
     * @param took how long it computed
     */
    public record Attempt(String strategy, String result, Duration took) {}
}
