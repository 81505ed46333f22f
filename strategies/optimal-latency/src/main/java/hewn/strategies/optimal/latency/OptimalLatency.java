package hewn.strategies.optimal.latency;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
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
 * Finds the placement of the least end-to-end latency and proves it, or says how far from the least its answer is at most.
 *
 * <p>The problem is that of AdDNN (Reisinger, Frangoudis and Dustdar, "System support and mechanisms for adaptive
 * edge-to-cloud DNN model serving", 2022), early exits and tiers included, which they state as a mixed-integer program.
 * Without the rule that a device is used once it is a shortest path over layers and devices; the rule is brought back step
 * by step where the shortest path breaks it ({@link StateSpaceRelaxation}).
 *
 * <p>What it finds on the way is as good as a local search makes it, so that the answer is a good one where the proof takes
 * too long. All other objectives are answered in the same way: what adds up to the cost is a path's length, and the slowest
 * stage and hop are bounded beside it. For throughput alone there are faster ways to the same.
 */
@Component(configurationPid = "hewn.strategies.optimal.latency")
@Designate(ocd = OptimalLatency.Config.class)
@StrategyName("optimal-latency")
public final class OptimalLatency implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Hewn strategy: optimal latency",
            description = "The placement of the least latency, with a proof, or with a bound where the search is ended")
    public @interface Config {
        /**
         * The size of the exact search.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Labels",
                description = "How many beginnings of placements one round of the exact search may make, each about"
                        + " 150 bytes of memory",
                min = "1",
                max = "100000000")
        int labels() default 400_000;

        /**
         * The effort of the search that proves nothing.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Width",
                description = "How many beginnings of placements the beam search goes on with where the exact search"
                        + " did not come to an end",
                min = "1",
                max = "1000000")
        int width() default 2000;
    }

    private final int mostLabels;
    private final int width;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if a number is less than 1
     */
    @Activate
    public OptimalLatency(Config config) {
        this(config.labels(), config.width());
    }

    /**
     * A strategy with the given effort.
     *
     * @param labels how many beginnings of placements one round of the exact search may make
     * @param width how many of them the beam search goes on with
     * @throws IllegalArgumentException if a number is less than 1
     */
    public OptimalLatency(int labels, int width) {
        if (labels < 1 || width < 1) {
            throw new IllegalArgumentException("labels and width must be at least 1, but are " + labels + ", " + width);
        }
        this.mostLabels = labels;
        this.width = width;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        if (problem.candidates().isEmpty()) {
            return new Infeasible("no device may be used");
        }
        IndexedProblem indexed = new IndexedProblem(problem);
        Steps steps = new Steps(indexed);
        Terms terms = new Terms(indexed);
        Incumbent incumbent = new Incumbent(indexed);
        incumbent.offerTheObvious();
        new FirstWalks(steps, incumbent).run(deadline);
        double slowestStage = new BottleneckFloor(steps).seconds();
        StateSpaceRelaxation exact =
                new StateSpaceRelaxation(steps, terms, incumbent, new CostFloor(indexed, terms).cost(slowestStage));
        search(steps, terms, incumbent, exact, slowestStage, deadline);
        return new Report(indexed, incumbent, exact).answer();
    }

    /** What is found and proved is kept where it ends early. */
    private void search(
            Steps steps,
            Terms terms,
            Incumbent incumbent,
            StateSpaceRelaxation exact,
            double slowestStage,
            Deadline deadline) {
        IndexedProblem indexed = steps.problem();
        Completions completions = new Completions(steps, terms, deadline);
        if (!deadline.isOver()) {
            Successors successors = new Successors(steps, terms, completions, slowestStage);
            BeamSearch beam = new BeamSearch(successors, indexed, incumbent);
            new Search(indexed, incumbent, successors, exact, beam, deadline).run(mostLabels, width);
        }
    }
}
