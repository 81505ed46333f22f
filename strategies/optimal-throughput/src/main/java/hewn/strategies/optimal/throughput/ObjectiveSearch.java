package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The best under the objective that was asked for, of what the search for throughput found, of single devices, and of what
 * small steps lead to from the best of each.
 */
final class ObjectiveSearch {
    private final IndexedProblem problem;
    private final PlacementScore score;
    private final LocalImprovement improvement;

    ObjectiveSearch(IndexedProblem problem, Deadline deadline) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.improvement = new LocalImprovement(problem, score, deadline);
    }

    Optional<Route> best(Collection<Route> found) {
        return Stream.of(found.stream(), singleDevices())
                .map(this::cheapest)
                .flatMap(Optional::stream)
                .map(improvement::improve)
                .min(Comparator.comparingDouble(route -> route.cost(score)));
    }

    private Optional<Route> cheapest(Stream<Route> routes) {
        return routes.filter(route -> route.isAllowed(score))
                .min(Comparator.comparingDouble(route -> route.cost(score)));
    }

    private Stream<Route> singleDevices() {
        return IntStream.range(0, problem.devices())
                .mapToObj(device -> new Route(new int[] {problem.layers()}, new int[] {device}));
    }
}
