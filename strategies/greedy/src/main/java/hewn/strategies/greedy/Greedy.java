package hewn.strategies.greedy;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Walks over the layers and fills device after device up to a limit on every stage and hop, taking next the device that
 * gets furthest; tries several starts and limits, and answers the best of all walks. The first walks have no limit: they
 * find some placement at once, however many devices there are, so that the budget is spent on better ones.
 *
 * <p>It is fast and looks at compute, links and memory together, but it proves nothing: it may miss the best placement,
 * and where memory is tight any placement at all.
 */
@Component(configurationPid = "hewn.strategies.greedy")
@Designate(ocd = Greedy.Config.class)
@StrategyName("greedy")
public final class Greedy implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: greedy", description = "The best of several walks over the layers")
    public @interface Config {
        /**
         * The number of starts.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Starts",
                description = "How many devices to try the first stage on, fastest first",
                min = "1",
                max = "1000000")
        int starts() default 16;

        /**
         * The number of limits.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Limits",
                description = "How many limits on the time of a stage or hop to try from each start, each a tenth above"
                        + " the one before, beginning with the least that could be possible",
                min = "1",
                max = "1000000")
        int limits() default 64;
    }

    private final int starts;
    private final int limits;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if a number is less than 1
     */
    @Activate
    public Greedy(Config config) {
        this(config.starts(), config.limits());
    }

    /**
     * A strategy with the given effort.
     *
     * @param starts on how many devices to try the first stage
     * @param limits how many limits to try from each
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Greedy(int starts, int limits) {
        if (starts < 1 || limits < 1) {
            throw new IllegalArgumentException(
                    "starts and limits must be at least 1, but are " + starts + ", " + limits);
        }
        this.starts = starts;
        this.limits = limits;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        return new Walks(indexed, starts, limits)
                .best(deadline)
                .<PlacementAnswer>map(found -> Placement.of(
                        found.stages(),
                        indexed.costs(),
                        Placement.parts(found.stages()) + "; the best of several walks that fill device after device"))
                .orElseGet(() -> new Infeasible(
                        whyNot(deadline) + " fits the " + problem.candidatesInWords() + " and the constraints"));
    }

    private static String whyNot(Deadline deadline) {
        return deadline.isOver()
                ? "the budget ended, and no walk over the layers that was made until then"
                : "no walk over the layers";
    }
}
