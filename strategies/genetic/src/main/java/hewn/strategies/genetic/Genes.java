package hewn.strategies.genetic;

import hewn.placement.Constraints;
import hewn.placement.IndexedProblem;
import io.jenetics.Chromosome;
import io.jenetics.Genotype;
import io.jenetics.IntegerChromosome;
import io.jenetics.IntegerGene;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How wishes for a placement are written in genes: a chromosome of cuts, in any order, and one of devices, stage by stage.
 * A cut beyond the last layer is none, so that there may be fewer stages than genes for them. Every genotype means
 * something; {@link Repair} makes a placement of it.
 */
final class Genes {
    private static final int MOST_STAGES = 48;

    private final int layers;
    private final int devices;
    private final int stages;

    Genes(IndexedProblem problem) {
        Constraints constraints = problem.problem().constraints();
        this.layers = problem.layers();
        this.devices = problem.devices();
        this.stages = IntStream.of(
                        layers,
                        devices,
                        constraints.stages().orElse(MOST_STAGES),
                        constraints.maxStages().orElse(MOST_STAGES))
                .min()
                .orElseThrow();
    }

    /** Any number of stages, each as likely, cut anywhere, on any devices. */
    Genotype<IntegerGene> random(RandomGenerator random) {
        int cuts = random.nextInt(stages);
        return genotype(
                random.ints(cuts, 1, layers + 1).toArray(),
                random.ints(stages, 0, devices).toArray());
    }

    /** With these cuts and devices, as far as there are genes for them; the last device goes on for all that come after. */
    Genotype<IntegerGene> genotype(int[] cuts, int[] chosen) {
        return Genotype.of(
                IntegerChromosome.of(IntStream.range(0, Math.max(1, stages - 1))
                        .mapToObj(i -> IntegerGene.of(i < cuts.length ? cuts[i] : layers, 1, 2 * layers))
                        .toList()),
                IntegerChromosome.of(IntStream.range(0, stages)
                        .mapToObj(i -> IntegerGene.of(chosen[Math.min(i, chosen.length - 1)], 0, devices))
                        .toList()));
    }

    /** Where cuts are wished for, in ascending order. */
    int[] cuts(Genotype<IntegerGene> genotype) {
        return values(genotype.get(0))
                .filter(cut -> cut < layers)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The device that is wished for at each stage. */
    int[] devices(Genotype<IntegerGene> genotype) {
        return values(genotype.get(1)).toArray();
    }

    private static IntStream values(Chromosome<IntegerGene> chromosome) {
        return chromosome.stream().mapToInt(IntegerGene::intValue);
    }
}
