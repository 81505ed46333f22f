package hewn.strategies.memory.proportional;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementScore;
import hewn.placement.PlacementStrategy;
import hewn.placement.Stage;
import hewn.placement.StrategyName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/**
 * Layers in proportion to the devices' memory, the largest device first, as exo (its ring of memory-weighted partitions)
 * and distributed-llama share out language models. Speeds and links do not count, which is what their users complain of.
 *
 * <p>All devices are used, if the constraints allow it. Layers are counted; where a share of them does not fit, for
 * layers are not equally large, bytes are, and where that does not fit either, there is one device less. Where memory
 * is tight it may miss all placements.
 */
@Component
@StrategyName("memory-proportional")
public final class MemoryProportional implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        Deadline deadline = Deadline.of(problem);
        IndexedProblem indexed = new IndexedProblem(problem);
        return attempts(indexed)
                .takeWhile(stages -> !deadline.isOver())
                .flatMap(Optional::stream)
                .findFirst()
                .<PlacementAnswer>map(stages -> Placement.of(
                        stages,
                        indexed.costs(),
                        stages.size() + " shares in proportion to memory, whatever the devices' speeds and links"))
                .orElseGet(() -> new Infeasible(soFar(deadline) + "no shares in proportion to memory fit the "
                        + problem.candidatesInWords() + " and the constraints"));
    }

    private static String soFar(Deadline deadline) {
        return deadline.isOver() ? "the budget ended; until then, " : "";
    }

    private static Stream<Optional<List<Stage>>> attempts(IndexedProblem problem) {
        PlacementScore score = new PlacementScore(problem);
        LargestFirst devices = new LargestFirst(problem);
        List<Shares> shares = List.of(Shares.ofLayers(problem), Shares.ofBytes(problem));
        int most = Math.min(problem.devices(), problem.layers());
        return IntStream.iterate(most, count -> count > 0, count -> count - 1)
                .filter(problem.problem().constraints()::allowsStages)
                .mapToObj(devices::lineUp)
                .flatMap(lineUp -> shares.stream().map(share -> stages(problem, score, share, lineUp)));
    }

    private static Optional<List<Stage>> stages(
            IndexedProblem problem, PlacementScore score, Shares shares, int[] lineUp) {
        int[] ends = shares.ends(lineUp);
        return score.allows(ends, lineUp) ? Optional.of(problem.stages(ends, lineUp)) : Optional.empty();
    }
}
