package hewn.strategies.local.search;

import hewn.fleet.DeviceId;
import hewn.placement.IndexedProblem;
import hewn.placement.Placement;
import hewn.placement.PlacementScore;
import hewn.placement.PlacementValidator;
import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds where to begin. */
final class Starts {
    private final IndexedProblem problem;
    private final Judge judge;
    private final BooleanSupplier isOver;

    Starts(IndexedProblem problem, Judge judge, BooleanSupplier isOver) {
        this.problem = problem;
        this.judge = judge;
        this.isOver = isOver;
    }

    /** Where the model runs now, if it may; else the best of what can be built. */
    Optional<Start> best() {
        return current().or(this::built);
    }

    private Optional<Start> current() {
        return problem.problem()
                .current()
                .map(Placement::stages)
                .filter(stages ->
                        PlacementValidator.violation(problem.problem(), stages).isEmpty())
                .map(stages -> start(chain(stages), "where it runs now"));
    }

    /** Stages that may be; what is built where there is none. */
    Optional<Start> best(List<Stage> stages) {
        return stages.isEmpty() ? built() : Optional.of(start(chain(stages), "what was found"));
    }

    private Chain chain(List<Stage> stages) {
        List<DeviceId> ids = IntStream.range(0, problem.devices())
                .mapToObj(device -> problem.device(device).id())
                .toList();
        return Chain.of(
                stages.stream().map(stage -> stage.layers().to()).toList(),
                stages.stream().map(stage -> ids.indexOf(stage.device())).toList());
    }

    private Optional<Start> built() {
        ToDoubleFunction<Integer> speed = device -> problem.device(device).flopsPerSecond();
        ToDoubleFunction<Integer> memory = device -> problem.device(device).memoryBytes();
        return Stream.of(speed, memory)
                .map(promise -> new Construction(problem, new PlacementScore(problem), promise, isOver).chain())
                .flatMap(Optional::stream)
                .map(chain -> start(chain, "filling device after device"))
                .reduce((one, other) ->
                        other.found().worth().isBetterThan(one.found().worth()) ? other : one);
    }

    private Start start(Chain chain, String name) {
        return new Start(new Found(chain, judge.of(chain), List.of()), name);
    }
}
