package hewn.strategies.genetic;

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
 * Breeds placements: wishes for cuts and devices are the genes, and what cannot be is repaired before its cost counts. For
 * fleets so large that nothing can be proven in time.
 *
 * <p>The defaults are those of AdDNN (Reisinger, Frangoudis and Dustdar, "System support and mechanisms for adaptive
 * edge-to-cloud DNN model serving", 2022): a population of 1000, tournaments of 3, uniform crossover with probability 0.8,
 * mutation with 0.02, the fittest fifth kept, at most 250 generations, and an end after 10 that were no fitter. Where its
 * genes are a device for each layer, these are cuts and a device for each stage, so that all are contiguous. It runs on
 * Jenetics.
 */
@Component(configurationPid = "hewn.strategies.genetic")
@Designate(ocd = Genetic.Config.class)
@StrategyName("genetic")
public final class Genetic implements PlacementStrategy {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn strategy: genetic", description = "Breeds placements, for large fleets")
    public @interface Config {
        /**
         * The size of a generation.
         *
         * @return at least 10
         */
        @AttributeDefinition(
                name = "Population",
                description = "How many placements a generation has",
                min = "10",
                max = "1000000")
        int population() default 1000;

        /**
         * When to end at the latest.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Generations",
                description = "After how many generations to end at the latest",
                min = "1",
                max = "1000000")
        int generations() default 250;

        /**
         * When to end.
         *
         * @return at least 1
         */
        @AttributeDefinition(
                name = "Steady generations",
                description = "After how many generations without a better placement to end",
                min = "1",
                max = "1000000")
        int steadyGenerations() default 10;
    }

    private final Effort effort;

    /**
     * Reads its configuration.
     *
     * @param config what can be configured
     * @throws IllegalArgumentException if the population is less than 10, or a number of generations less than 1
     */
    @Activate
    public Genetic(Config config) {
        this(config.population(), config.generations(), config.steadyGenerations());
    }

    /**
     * A strategy with the given effort.
     *
     * @param population how many placements a generation has
     * @param generations after how many to end at the latest
     * @param steadyGenerations after how many without a better placement to end
     * @throws IllegalArgumentException if the population is less than 10, or a number of generations less than 1
     */
    public Genetic(int population, int generations, int steadyGenerations) {
        this.effort = new Effort(population, generations, steadyGenerations);
    }

    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        if (problem.candidates().isEmpty()) {
            return new Infeasible("no device may be used");
        }
        IndexedProblem indexed = new IndexedProblem(problem);
        Genes genes = new Genes(indexed);
        Fittest fittest = new Breeding(indexed, genes, deadline).run(new Seeds(indexed, genes).all(), effort);
        if (!fittest.fitness().isAllowed()) {
            return new Infeasible("the fittest of all placements on the " + problem.candidatesInWords()
                    + " leaves layers without a place, or breaks a constraint");
        }
        return Placement.of(fittest.stages(indexed), indexed.costs(), fittest.explanation(effort.population()));
    }
}
