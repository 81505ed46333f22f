package hewn.placement;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers placement problems. To be implemented by anyone; see {@code strategies/README.md}.
 *
 * <p>What the planner does: it calls {@link #place} on a thread of its own, interrupts it when the problem's time budget
 * is over, re-computes every predicted figure with {@link CostModel}, and checks the answer with {@link
 * PlacementValidator}. It trusts a strategy with nothing.
 *
 * <p>What an implementor owes: no state between calls, no threads, no input or output; the same answer for the same
 * problem, its seed included; an end when the budget is over or the thread is interrupted, with the best answer so far.
 *
 * <p>A strategy is an OSGi service with a {@link StrategyName}.
 */
@ConsumerType
@FunctionalInterface
public interface PlacementStrategy {
    /**
     * Chooses cuts and devices.
     *
     * @param problem what to place, where, and what counts
     * @return a placement, or why there is none
     */
    PlacementAnswer place(PlacementProblem problem);
}
