package hewn.placement;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Picks a strategy, bounds its time, checks its answer and falls back where it must. Safe for use by several threads.
 */
@ProviderType
public interface Planner {
    /**
     * Places a model.
     *
     * @param problem what to place; its budget bounds each strategy that is tried
     * @param strategy the name of the strategy to try first; the configured ones if none is named
     * @return the first valid answer, and what became of every strategy that was tried
     */
    PlanDecision plan(PlacementProblem problem, Optional<String> strategy);

    /**
     * The strategies on offer at this moment.
     *
     * @return their names, sorted
     */
    List<String> strategies();
}
