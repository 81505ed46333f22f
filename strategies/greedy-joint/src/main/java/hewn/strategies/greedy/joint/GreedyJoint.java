package hewn.strategies.greedy.joint;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import hewn.strategies.seifer.partition.Capacities;
import hewn.strategies.seifer.partition.CutsThenDevices;
import java.util.List;
import java.util.function.IntPredicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The joint baseline of SEIFER (Parthasarathy and Krishnamachari 2023): the cuts that hand on the fewest bytes, then,
 * from every device, a walk that always takes the fastest link to an unused device.
 *
 * <p>It looks at links alone. Every device is taken to have the memory of the smallest one; beyond the paper, it tries
 * to leave out the smaller ones, too, and keeps what is best. Where memory is tight it may miss all placements.
 */
@Component(configurationPid = "hewn.strategies.greedy.joint")
@Designate(ocd = GreedyJoint.Config.class)
@StrategyName("greedy-joint")
public final class GreedyJoint implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: greedy-joint", description = "Walks along the fastest links")
    public @interface Config {
        /**
         * Whether to keep to the paper.
         *
         * @return false if all cuts and several capacities are to be tried
         */
        @AttributeDefinition(
                name = "As published",
                description = "Cut only where a single tensor is alive, and take every device to have the memory of the"
                        + " smallest one")
        boolean published() default false;
    }

    private final boolean published;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     */
    @Activate
    public GreedyJoint(Config config) {
        this(config.published());
    }

    /**
     * A strategy that keeps to the paper, or not.
     *
     * @param published whether to cut only where a single tensor is alive and to know one capacity only
     */
    public GreedyJoint(boolean published) {
        this.published = published;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        List<Integer> capacities = published ? Capacities.smallest(indexed) : Capacities.spread(indexed);
        return new CutsThenDevices(indexed, mayCut(problem))
                .best(capacities, (ends, open) -> new FastestLinkWalk(indexed, ends).best(open, deadline), deadline)
                .<PlacementAnswer>map(stages -> Placement.of(
                        stages,
                        indexed.costs(),
                        Placement.parts(stages) + "; it cuts only for memory, where the fewest bytes are handed on in"
                                + " sum, and goes along the fastest links from the best start"))
                .orElseGet(() -> new Infeasible(soFar(deadline)
                        + "no cuts into stages of equal capacity, and a walk along the fastest" + " links, fit the "
                        + problem.candidatesInWords() + " and the constraints"));
    }

    private static String soFar(Deadline deadline) {
        return deadline.isOver() ? "the budget ended; until then, " : "";
    }

    private IntPredicate mayCut(PlacementProblem problem) {
        return published ? CutsThenDevices.singleTensor(problem) : position -> true;
    }
}
