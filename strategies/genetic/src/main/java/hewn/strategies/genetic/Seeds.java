package hewn.strategies.genetic;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.placement.IndexedProblem;
import hewn.placement.Placement;
import hewn.placement.Stage;
import io.jenetics.Genotype;
import io.jenetics.IntegerGene;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the first generation has besides chance: where the model runs now, and device after device filled. */
final class Seeds {
    private static final int[] NO_CUTS = {};

    private final IndexedProblem problem;
    private final Genes genes;

    Seeds(IndexedProblem problem, Genes genes) {
        this.problem = problem;
        this.genes = genes;
    }

    List<Genotype<IntegerGene>> all() {
        Stream<Genotype<IntegerGene>> filled = Stream.of(
                filled(Comparator.comparingDouble(Device::flopsPerSecond).reversed()),
                filled(Comparator.comparingLong(Device::memoryBytes).reversed()));
        Stream<Genotype<IntegerGene>> current = problem.problem().current().map(Placement::stages).stream()
                .filter(this::hasAllDevices)
                .map(this::genotype);
        return Stream.concat(current, filled).toList();
    }

    private Genotype<IntegerGene> filled(Comparator<Device> order) {
        int[] devices = IntStream.range(0, problem.devices())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(problem::tier).thenComparing(problem::device, order))
                .mapToInt(Integer::intValue)
                .toArray();
        return genes.genotype(NO_CUTS, devices);
    }

    private boolean hasAllDevices(List<Stage> stages) {
        return stages.stream().map(Stage::device).allMatch(ids()::contains);
    }

    private Genotype<IntegerGene> genotype(List<Stage> stages) {
        return genes.genotype(
                stages.stream().mapToInt(stage -> stage.layers().to()).toArray(),
                stages.stream().mapToInt(stage -> ids().indexOf(stage.device())).toArray());
    }

    private List<DeviceId> ids() {
        return problem.problem().candidates().stream().map(Device::id).toList();
    }
}
