package hewn.bench.seifer;

import hewn.bench.model.NetworkFigures;
import hewn.bench.model.PublishedGraph;
import hewn.bench.model.PublishedStages;
import hewn.graph.LayerGraph;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import hewn.placement.Overheads;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A network of layers on a network of devices, as SEIFER counts both. */
final class SeiferProblem {
    /** All of a device's memory is for its stage. */
    private static final Constraints ALL_MEMORY = new Constraints(
            Optional.empty(),
            Set.of(),
            0,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final int MEBIBYTE_BITS = 20;
    private static final int SEEDS_PER_SIZE = 10_000;

    private SeiferProblem() {}

    /**
     * A problem.
     *
     * @param figures of the model
     * @param capacityMebibytes the memory of each device
     * @param devices how many there are
     * @param draw its number; the same draw of so many devices is the same for all models and capacities
     */
    static PlacementProblem of(NetworkFigures figures, int capacityMebibytes, int devices, int draw) {
        return of(PublishedGraph.of(figures), capacityMebibytes, devices, draw);
    }

    /**
     * The same for a model that is cut already, so that only devices are to be chosen.
     *
     * @param figures of the model
     * @param capacityMebibytes the memory of each device
     * @param devices how many there are
     * @param draw its number
     */
    static PlacementProblem cut(NetworkFigures figures, int capacityMebibytes, int devices, int draw) {
        long capacityBytes = (long) capacityMebibytes << MEBIBYTE_BITS;
        return of(PublishedStages.of(figures, capacityBytes), capacityMebibytes, devices, draw);
    }

    private static PlacementProblem of(LayerGraph graph, int capacityMebibytes, int devices, int draw) {
        long seed = (long) devices * SEEDS_PER_SIZE + draw;
        return new PlacementProblem(
                graph,
                RandomNetwork.of(devices, (long) capacityMebibytes << MEBIBYTE_BITS, seed),
                new Objective.Throughput(),
                ALL_MEMORY,
                Optional.empty(),
                BUDGET,
                seed,
                List.of(),
                Overheads.NONE);
    }
}
