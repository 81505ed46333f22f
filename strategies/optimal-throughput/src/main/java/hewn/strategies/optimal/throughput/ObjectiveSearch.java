package hewn.strategies.optimal.throughput;

import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The best under the objective that was asked for, of what the search for throughput found, of single devices, and of what
 * small steps lead to from the best of each.
 */
final class ObjectiveSearch {
    private final IndexedProblem problem;
    private final LocalImprovement improvement;

    ObjectiveSearch(IndexedProblem problem, Deadline deadline) {
        this.problem = problem;
        this.improvement = new LocalImprovement(problem, deadline);
    }

    /** Empty if nothing was found and no device takes the whole model. */
    Optional<Route> best(Collection<Route> found) {
        return Stream.of(found.stream(), singleDevices())
                .map(routes -> routes.filter(improvement::isAllowed).min(improvement.order()))
                .flatMap(Optional::stream)
                .map(improvement::improve)
                .min(improvement.order());
    }

    private Stream<Route> singleDevices() {
        return IntStream.range(0, problem.devices())
                .mapToObj(device -> new Route(new int[] {problem.layers()}, new int[] {device}));
    }
}
