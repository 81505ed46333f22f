package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes small steps from a route to better ones, whatever the objective: it leaves a stage out, moves a cut, takes an
 * unused device or swaps two, until none of that helps. Of two that cost the same, the one of smaller latency is better.
 */
final class LocalImprovement {
    private static final int MOST_SWEEPS = 10;

    private final IndexedProblem problem;
    private final PlacementScore score;
    private final Deadline deadline;
    private final Comparator<Route> order;

    LocalImprovement(IndexedProblem problem, Deadline deadline) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.deadline = deadline;
        this.order = Comparator.<Route>comparingDouble(route -> route.cost(score))
                .thenComparingDouble(route -> route.latencySeconds(problem));
    }

    /** The better route first. */
    Comparator<Route> order() {
        return order;
    }

    /** Whether the planner would accept a route. */
    boolean isAllowed(Route route) {
        return route.isAllowed(score);
    }

    /**
     * Improves a route, stage after stage, as long as that helps.
     *
     * @param start that is allowed
     * @return one that is at least as good
     */
    Route improve(Route start) {
        Route best = start;
        for (int i = 0; i < MOST_SWEEPS; i++) {
            Route before = best;
            for (int stage = 0; stage < best.stages(); stage++) {
                best = improve(best, stage);
            }
            if (best == before) {
                return best;
            }
        }
        return best;
    }

    private Route improve(Route route, int stage) {
        return steps(route, stage)
                .takeWhile(step -> !deadline.isOver())
                .filter(step -> order.compare(step, route) < 0)
                .filter(this::isAllowed)
                .min(order)
                .orElse(route);
    }

    private Stream<Route> steps(Route route, int stage) {
        return Stream.of(shorter(route, stage), movedCuts(route, stage), otherDevices(route, stage))
                .flatMap(steps -> steps);
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
        Stream<Route> unused = IntStream.range(0, problem.devices()).mapToObj(u -> route.withDevice(stage, u));
        Stream<Route> swapped = IntStream.range(0, route.stages()).mapToObj(other -> route.withSwapped(stage, other));
        return Stream.concat(unused, swapped);
    }
}
