package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes small steps from a route to better ones, whatever the objective: it moves a cut, leaves a stage out, swaps two
 * devices or takes an unused one, until none of that helps.
 */
final class LocalImprovement {
    private final IndexedProblem problem;
    private final PlacementScore score;
    private final Deadline deadline;

    LocalImprovement(IndexedProblem problem, PlacementScore score, Deadline deadline) {
        this.problem = problem;
        this.score = score;
        this.deadline = deadline;
    }

    Route improve(Route start) {
        Route best = start;
        Optional<Route> better = better(best);
        while (better.isPresent()) {
            best = better.get();
            better = better(best);
        }
        return best;
    }

    private Optional<Route> better(Route route) {
        double cost = route.cost(score);
        return steps(route)
                .takeWhile(step -> !deadline.isOver())
                .filter(step -> step.cost(score) < cost && step.isAllowed(score))
                .findFirst();
    }

    private Stream<Route> steps(Route route) {
        return stages(route)
                .flatMap(stage -> Stream.of(shorter(route, stage), movedCuts(route, stage), otherDevices(route, stage))
                        .flatMap(steps -> steps));
    }

    private static Stream<Integer> stages(Route route) {
        return IntStream.range(0, route.stages()).boxed();
    }

    private static Stream<Route> shorter(Route route, int stage) {
        return route.stages() == 1 ? Stream.of() : Stream.of(route.without(stage));
    }

    private static Stream<Route> movedCuts(Route route, int stage) {
        return stage == route.stages() - 1
                ? Stream.of()
                : IntStream.range(route.from(stage) + 1, route.end(stage + 1))
                        .mapToObj(end -> route.withEnd(stage, end));
    }

    private Stream<Route> otherDevices(Route route, int stage) {
        Stream<Route> swapped = stages(route).map(other -> route.withSwapped(stage, other));
        Stream<Route> unused = IntStream.range(0, problem.devices()).mapToObj(u -> route.withDevice(stage, u));
        return Stream.concat(swapped, unused);
    }
}
