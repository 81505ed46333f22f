package hewn.strategies.genetic;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import io.jenetics.Genotype;
import io.jenetics.IntegerGene;
import io.jenetics.Mutator;
import io.jenetics.TournamentSelector;
import io.jenetics.TruncationSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.Limits;
import io.jenetics.util.RandomRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Breeds generation after generation of one problem's placements, on one thread. */
final class Breeding {
    private static final int TOURNAMENT = 3;
    private static final double CROSSOVER_PROBABILITY = 0.8;
    private static final double MUTATION_PROBABILITY = 0.02;
    private static final double OFFSPRING_FRACTION = 0.8;

    private final IndexedProblem problem;
    private final PlacementScore score;
    private final Genes genes;
    private final Deadline deadline;

    Breeding(IndexedProblem problem, Genes genes, Deadline deadline) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.genes = genes;
        this.deadline = deadline;
    }

    /** The fittest of all generations, none being less fit than the fittest of the seeds. */
    Fittest run(List<Genotype<IntegerGene>> seeds, Effort effort) {
        Fittest seed = seeds.stream()
                .map(genotype -> fittest(genotype, 0))
                .reduce(Fittest::or)
                .orElseThrow();
        Random seeded = new Random(problem.problem().seed());
        return SystemLoader.during(() -> RandomRegistry.with(seeded, random -> evolve(seeds, effort, random)))
                .map(best -> seed.or(fittest(best.bestPhenotype().genotype(), best.generation())))
                .orElse(seed);
    }

    private Fittest fittest(Genotype<IntegerGene> genotype, long generation) {
        Repaired repaired = repaired(genotype);
        return new Fittest(repaired, repaired.fitness(score), generation);
    }

    /** Empty if it was interrupted before the first generation. */
    private Optional<EvolutionResult<IntegerGene, Fitness>> evolve(
            List<Genotype<IntegerGene>> seeds, Effort effort, RandomGenerator random) {
        return Optional.ofNullable(engine(effort, random).stream(seeds)
                .limit(Limits.bySteadyFitness(effort.steadyGenerations()))
                .limit(result -> !deadline.isOver())
                .limit(effort.generations())
                .collect(EvolutionResult.toBestEvolutionResult()));
    }

    /** No age is too high: the fittest stay as long as they are. */
    private Engine<IntegerGene, Fitness> engine(Effort effort, RandomGenerator random) {
        return Engine.builder(this::fitness, () -> genes.random(random))
                .minimizing()
                .populationSize(effort.population())
                .maximalPhenotypeAge(Long.MAX_VALUE)
                .offspringFraction(OFFSPRING_FRACTION)
                .survivorsSelector(new TruncationSelector<>())
                .offspringSelector(new TournamentSelector<>(TOURNAMENT))
                .alterers(new UniformCrossover<>(CROSSOVER_PROBABILITY), new Mutator<>(MUTATION_PROBABILITY))
                .executor(Runnable::run)
                .build();
    }

    private Fitness fitness(Genotype<IntegerGene> genotype) {
        return deadline.isOver() ? Fitness.UNKNOWN : repaired(genotype).fitness(score);
    }

    private Repaired repaired(Genotype<IntegerGene> genotype) {
        return new Repair(problem).of(genes.cuts(genotype), genes.devices(genotype));
    }
}
