package hewn.strategies.seifer;

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
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * SEIFER (Parthasarathy and Krishnamachari, "SEIFER: Scalable Edge Inference for Deep Neural Networks", 2023): the cuts
 * that hand on the fewest bytes in sum; their hops in classes of bytes; and for each run of hops of one class, the most
 * bytes first, the path through the fleet whose slowest link is the fastest, by colour coding.
 *
 * <p>It is made for pipelines that wait for their links, and looks at nothing else. Every device is taken to have the
 * memory of the smallest one; beyond the paper, it tries to leave out the smaller ones, too, cuts where several tensors
 * are alive, and keeps what is best under the objective. Where memory is tight it may miss all placements.
 */
@Component(configurationPid = "hewn.strategies.seifer")
@Designate(ocd = Seifer.Config.class)
@StrategyName("seifer")
public final class Seifer implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: seifer", description = "The fewest bytes on the fastest paths")
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

        /**
         * The number of classes.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Classes",
                description = "How many classes of hops there are, by their bytes",
                min = "1",
                max = "1000000")
        int classes() default 20;

        /**
         * The number of trials.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Trials",
                description =
                        "How often devices are coloured anew in search of a path before there is taken to be none",
                min = "1",
                max = "1000000")
        int trials() default 200;
    }

    private final boolean published;
    private final int classes;
    private final int trials;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if a number is less than 1
     */
    @Activate
    public Seifer(Config config) {
        this(config.published(), config.classes(), config.trials());
    }

    /**
     * A strategy with the given settings.
     *
     * @param published whether to cut only where a single tensor is alive and to know one capacity only
     * @param classes how many classes of hops there are
     * @param trials how often to colour the devices in search of a path
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Seifer(boolean published, int classes, int trials) {
        if (classes < 1 || trials < 1) {
            throw new IllegalArgumentException(
                    "classes and trials must be at least 1, but are " + classes + ", " + trials);
        }
        this.published = published;
        this.classes = classes;
        this.trials = trials;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        RandomGenerator random = new SplittableRandom(problem.seed());
        List<Integer> capacities = published ? Capacities.smallest(indexed) : Capacities.spread(indexed);
        return new CutsThenDevices(indexed, mayCut(problem))
                .best(
                        capacities,
                        (ends, open) ->
                                new KPathMatching(indexed, ends, classes, trials, random, deadline).devices(open),
                        deadline)
                .<PlacementAnswer>map(stages -> Placement.of(
                        stages,
                        indexed.costs(),
                        Placement.parts(stages) + "; it cuts only for memory, where the fewest bytes are handed on in"
                                + " sum; the more a hop hands on, the sooner it chose among the links"))
                .orElseGet(() -> new Infeasible(
                        soFar(deadline) + "no cuts into stages of equal capacity, and no path through the fleet,"
                                + " fit the " + problem.candidatesInWords() + " and the constraints"));
    }

    private static String soFar(Deadline deadline) {
        return deadline.isOver() ? "the budget ended; until then, " : "";
    }

    private IntPredicate mayCut(PlacementProblem problem) {
        return published ? CutsThenDevices.singleTensor(problem) : position -> true;
    }
}
