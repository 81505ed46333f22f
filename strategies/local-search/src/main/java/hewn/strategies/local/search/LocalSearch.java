package hewn.strategies.local.search;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Improves a placement by small moves: a cut is shifted, devices are swapped or replaced, stages merged or split. It starts
 * where the model runs now or, where that is no longer allowed or does not exist, from a placement that it builds.
 *
 * <p>At the bottom of a descent it kicks the placement a few moves away at random and descends again, from the best so
 * far (iterated local search, Lourenço, Martin and Stützle 2003), until several kicks in a row were in vain or the budget
 * is over. Its answer is never worse than its start; it proves nothing.
 */
@Component(configurationPid = "hewn.strategies.local.search")
@Designate(ocd = LocalSearch.Config.class)
@StrategyName("local-search")
public final class LocalSearch implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Hewn strategy: local search",
            description = "Improves where a model runs now, or a placement of its own, by small moves")
    public @interface Config {
        /**
         * When to end.
         *
         * @return at least 0
         */
        @AttributeDefinition(
                name = "Kicks",
                description = "How many random kicks in a row may be in vain before the search ends; 0 for one descent",
                min = "0",
                max = "1000000000")
        int kicks() default 100;
    }

    private final int kicks;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if a number is negative
     */
    @Activate
    public LocalSearch(Config config) {
        this(config.kicks());
    }

    /**
     * A strategy with the given effort.
     *
     * @param kicks how many random kicks in a row may be in vain
     * @throws IllegalArgumentException if it is negative
     */
    public LocalSearch(int kicks) {
        if (kicks < 0) {
            throw new IllegalArgumentException("kicks must not be negative, but are " + kicks);
        }
        this.kicks = kicks;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        Judge judge = new Judge(indexed);
        return new Starts(indexed, judge, deadline::isOver)
                .best()
                .<PlacementAnswer>map(start -> improve(start, indexed, judge, deadline::isOver))
                .orElseGet(() -> new Infeasible("filling device after device, no placement on the "
                        + problem.candidatesInWords() + " was found"));
    }

    /**
     * Improves stages for a search that has the problem in numbers already, which takes long on a large fleet.
     *
     * @param problem to be answered
     * @param stages that the planner would accept; none where a placement is to be built first
     * @param isOver whether to stop; it is asked often
     * @return stages that cost no more; empty if none could be built
     */
    public Optional<List<Stage>> improve(IndexedProblem problem, List<Stage> stages, BooleanSupplier isOver) {
        Judge judge = new Judge(problem);
        return new Starts(problem, judge, isOver)
                .best(stages)
                .map(start -> improve(start, problem, judge, isOver).stages());
    }

    private Placement improve(Start start, IndexedProblem problem, Judge judge, BooleanSupplier isOver) {
        Descent descent = new Descent(problem, judge, isOver);
        Kick kick = new Kick(problem, judge, new Random(problem.problem().seed()));
        Found best = descent.from(start.found());
        for (int vain = 0; vain < kicks && !isOver.getAsBoolean(); vain++) {
            Found found = descent.from(kick.of(best));
            if (found.worth().isBetterThan(best.worth())) {
                best = found;
                vain = -1;
            }
        }
        return Placement.of(best.chain().in(problem), problem.costs(), new Story(start, best).text());
    }
}
