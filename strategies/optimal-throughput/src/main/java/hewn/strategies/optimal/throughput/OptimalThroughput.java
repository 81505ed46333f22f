package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.Prediction;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Chooses cuts and devices together for the smallest bottleneck, and proves how far from it any better placement can be.
 *
 * <p>It bisects over a limit on every stage and hop ({@link Bisection}). At each limit {@link CheapestWalks}, a relaxation
 * in which devices may be used again at Lagrangian prices ({@link DevicePrices}), either proves that there is no placement
 * or guides the search for one: {@link DepthFirstSearch}, then {@link LabelSearch}. The problem is NP-hard, for it contains
 * that of a long path in a graph; where the proof does not close in time, the answer states the gap. The problem is
 * SEIFER's (Parthasarathy, Krishnamachari 2023), with compute time, unlike devices and constraints, and with cuts and
 * devices chosen together.
 *
 * <p>Under another objective than throughput it answers the best of what it came across, improved by small steps. Its
 * bound holds there too: neither a latency nor a mix of it with the bottleneck is smaller than the bottleneck.
 */
@Component(configurationPid = "hewn.strategies.optimal-throughput")
@Designate(ocd = OptimalThroughput.Config.class)
@StrategyName("optimal-throughput")
public final class OptimalThroughput implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Hewn strategy: optimal-throughput",
            description = "The smallest bottleneck, with a proof")
    public @interface Config {
        /**
         * How far from the optimum is good enough.
         *
         * @return a part of the bottleneck, at least 0
         */
        @AttributeDefinition(
                name = "Gap",
                description =
                        "The search ends when it is proven that no placement has a smaller bottleneck by more than"
                                + " this part, such as 0.01; with 0 it goes on to the optimum",
                min = "0",
                max = "1")
        double gap() default 0;

        /**
         * How many beginnings of a placement to keep side by side.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Width",
                description = "How many beginnings of a placement to keep at each cut at most, before the search gives"
                        + " up; more take more memory",
                min = "1",
                max = "1000000")
        int width() default 4096;
    }

    /** By how much figures may differ that were added up in another order. */
    private static final double ROUNDING = 1e-12;

    private final double gap;
    private final int width;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if the gap is negative or the width less than 1
     */
    @Activate
    public OptimalThroughput(Config config) {
        this(config.gap(), config.width());
    }

    /**
     * A strategy with the given effort.
     *
     * @param gap how far from the optimum is good enough, as a part of it; 0 for the optimum
     * @param width how many beginnings of a placement to keep at each cut at most
     * @throws IllegalArgumentException if the gap is negative or the width less than 1
     */
    public OptimalThroughput(double gap, int width) {
        if (!(gap >= 0) || width < 1) {
            throw new IllegalArgumentException(
                    "gap must not be negative and width at least 1, but they are " + gap + ", " + width);
        }
        this.gap = gap;
        this.width = width;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        Refusal refusal = new Refusal(problem);
        return refusal.plain().<PlacementAnswer>map(plain -> plain).orElseGet(() -> search(problem, refusal, deadline));
    }

    private PlacementAnswer search(PlacementProblem problem, Refusal refusal, Deadline deadline) {
        Instance instance = new Instance(problem);
        Bisection bisection = new Bisection(instance, deadline, gap, width);
        WarmStart.of(instance.problem()).ifPresent(bisection::offer);
        bisection.run();
        return new ObjectiveSearch(instance.problem(), deadline)
                .best(bisection.found())
                .<PlacementAnswer>map(route -> answer(route, instance.problem(), bisection))
                .orElseGet(() -> bisection.isProven() ? refusal.proven() : refusal.notFound());
    }

    private static Placement answer(Route route, IndexedProblem problem, Bisection bisection) {
        List<Stage> stages = route.stages(problem);
        Prediction prediction = problem.costs().predict(stages);
        double cost = problem.problem().objective().cost(prediction);
        double lower = Math.min(cost, bisection.lowerSeconds());
        Placement.Bound bound = new Placement.Bound(lower, bisection.isProven() && cost <= lower * (1 + ROUNDING));
        String text = new Explanation(stages, prediction).text(cost, bound);
        return new Placement(stages, prediction, Optional.of(bound), text);
    }
}
