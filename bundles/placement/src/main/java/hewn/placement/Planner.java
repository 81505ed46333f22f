package hewn.placement;

import java.time.Duration;
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
     * @param model its name, for which strategies may be configured
     * @param problem what to place; its budget bounds each strategy that is tried
     * @param strategy the name of the strategy to try first; the configured ones if none is named
     * @return the first valid answer, and what became of every strategy that was tried
     */
    PlanDecision plan(String model, PlacementProblem problem, Optional<String> strategy);

    /**
     * Asks one strategy alone, for a preview: no other is asked if it has no answer.
     *
     * @param problem what to place; its budget bounds the strategy
     * @param strategy its name
     * @return its answer, checked and predicted as every other, or why there is none
     */
    PlanDecision ask(PlacementProblem problem, String strategy);

    /**
     * The strategies that {@link #plan} would ask now.
     *
     * @param model its name, for which strategies may be configured
     * @param objective for which others may be configured
     * @param strategy the name of the strategy to try first, left out here if it is not on offer
     * @return in the order in which they would be asked; two lists differ if another plan may come of them
     */
    List<Offer> offers(String model, Objective objective, Optional<String> strategy);

    /**
     * How long each strategy may take, where nobody says otherwise.
     *
     * @return as it is configured
     */
    Duration budget();

    /**
     * The strategies on offer at this moment.
     *
     * @return their names, sorted
     */
    List<String> strategies();

    /**
     * The strategies that are not asked any more, because they threw, hung, left threads behind or answered nonsense.
     *
     * @return by name; one is gone from here once its bundle is replaced
     */
    List<Quarantine> quarantined();

    /**
     * The strategies of which a thread goes on though it was interrupted, whether they are still on offer or not: it takes
     * a processor, and nothing but the end of the process ends it.
     *
     * @return their names, sorted
     */
    List<String> runaways();

    /**
     * The strategies that are to be asked by what is configured, though none of these names is on offer: one may be
     * misspelt, or its bundle be missing.
     *
     * @return in the order of the settings
     */
    default List<Unoffered> unoffered() {
        return List.of();
    }

    /**
     * A strategy on offer.
     *
     * @param strategy its name
     * @param edition a number that no other bundle, version or configuration of it has or had
     */
    record Offer(String strategy, long edition) {}

    /**
     * A strategy that is not asked any more.
     *
     * @param strategy its name
     * @param reason for people: what it did
     */
    record Quarantine(String strategy, String reason) {}

    /**
     * A name that is configured, and that no strategy has.
     *
     * @param strategy the name
     * @param setting for people: where it is configured
     */
    record Unoffered(String strategy, String setting) {}
}
