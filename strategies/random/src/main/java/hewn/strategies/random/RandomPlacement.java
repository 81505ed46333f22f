package hewn.strategies.random;

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
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Devices by chance, in an order by chance, and between them cuts by chance of those that fit: what any strategy is to
 * be better than. SEIFER (Parthasarathy and Krishnamachari 2023) has it as a baseline.
 *
 * <p>The first of its line-ups that has any cuts is the answer. Where hardly any has, it may miss them all.
 */
@Component(configurationPid = "hewn.strategies.random")
@Designate(ocd = RandomPlacement.Config.class)
@StrategyName("random")
public final class RandomPlacement implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: random", description = "Cuts and devices by chance")
    public @interface Config {
        /**
         * The number of line-ups.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Line-ups",
                description = "How many line-ups of devices to draw in search of one that fits",
                min = "1",
                max = "1000000000")
        int lineUps() default 1000;
    }

    private final int lineUps;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if the number is less than 1
     */
    @Activate
    public RandomPlacement(Config config) {
        this(config.lineUps());
    }

    /**
     * A strategy that tries so often.
     *
     * @param lineUps how many line-ups of devices to draw in search of one that fits
     * @throws IllegalArgumentException if the number is less than 1
     */
    public RandomPlacement(int lineUps) {
        if (lineUps < 1) {
            throw new IllegalArgumentException("lineUps must be at least 1, but is " + lineUps);
        }
        this.lineUps = lineUps;
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        RandomGenerator random = new SplittableRandom(problem.seed());
        LineUps drawn = new LineUps(indexed, random);
        return IntStream.range(0, lineUps)
                .takeWhile(i -> i == 0 || !deadline.isOver())
                .mapToObj(i -> stages(indexed, drawn.next(), random))
                .flatMap(Optional::stream)
                .findFirst()
                .<PlacementAnswer>map(stages -> Placement.of(
                        stages, indexed.costs(), Placement.parts(stages) + "; chance chose all cuts and devices"))
                .orElseGet(() -> new Infeasible(
                        "no cuts fit any of the line-ups that were drawn of the " + problem.candidatesInWords()));
    }

    private static Optional<List<Stage>> stages(IndexedProblem problem, int[] lineUp, RandomGenerator random) {
        return lineUp.length == 0
                ? Optional.empty()
                : new RandomCuts(problem, lineUp).next(random).map(ends -> problem.stages(ends, lineUp));
    }
}
