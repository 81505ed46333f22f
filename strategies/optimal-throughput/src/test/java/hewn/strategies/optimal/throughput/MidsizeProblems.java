package hewn.strategies.optimal.throughput;

import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.PlacementProblem;
import hewn.placement.testkit.RandomFleets;
import hewn.placement.testkit.RandomGraphs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Problems with more devices than those of the contract test, of which a pipeline takes most. */
final class MidsizeProblems {
    private static final int LAYERS = 8;
    private static final int DEVICES = 6;

    private MidsizeProblems() {}

    /** A problem of a seed; few devices hold half of the model. */
    static PlacementProblem next(long seed) {
        Random random = new Random(seed);
        LayerGraph graph = new RandomGraphs(random).next(LAYERS);
        long runtime = 16L << 20;
        long weights = graph.weightBytes(graph.whole());
        FleetSnapshot fleet = new RandomFleets(random).next(DEVICES, runtime, runtime + weights * 2 / 3);
        return new PlacementProblem(
                graph,
                fleet,
                new Objective.Throughput(),
                random.nextBoolean() ? Constraints.NONE : Constraints.NONE.withStages(2 + random.nextInt(4)),
                Optional.empty(),
                Duration.ofMinutes(5),
                seed,
                List.of(),
                new Overheads(8L << 20, 2, 0));
    }
}
