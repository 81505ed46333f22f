package hewn.strategies.greedy;

import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.placement.Deadline;
import hewn.placement.IndexedProblem;
import hewn.placement.PlacementScore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Makes walk after walk: first without a limit, then with limits from the least that could be possible up. */
final class Walks {
    private static final double NEXT_LIMIT = 1.1;

    private final IndexedProblem problem;
    private final PlacementScore score;
    private final Receivers receivers;
    private final List<Integer> starts;
    private final double[] limits;

    Walks(IndexedProblem problem, int starts, int limits) {
        this.problem = problem;
        this.score = new PlacementScore(problem);
        this.receivers = new Receivers(problem);
        this.starts = IntStream.range(0, problem.devices())
                .filter(problem::mayBeFirst)
                .boxed()
                .sorted(Comparator.comparingDouble(this::flopsPerSecond).reversed())
                .limit(starts)
                .toList();
        this.limits = DoubleStream.concat(
                        DoubleStream.of(Double.POSITIVE_INFINITY),
                        DoubleStream.iterate(leastBottleneckSeconds(), limit -> limit * NEXT_LIMIT)
                                .limit(limits))
                .toArray();
    }

    /** The best of all that are begun in time; without a limit each is begun until one arrives. */
    Optional<Found> best(Deadline deadline) {
        Optional<Found> best = Optional.empty();
        for (double limitSeconds : limits) {
            boolean mayWait = limitSeconds < Double.POSITIVE_INFINITY;
            for (int start : starts) {
                boolean isEnough = (mayWait || best.isPresent()) && deadline.isOver();
                if (isEnough || Thread.currentThread().isInterrupted()) {
                    return best;
                }
                Optional<Found> before = best;
                best = new Walk(problem, receivers, limitSeconds, start)
                        .found(score)
                        .map(found -> before.map(other -> other.or(found)).orElse(found))
                        .or(() -> before);
            }
        }
        return best;
    }

    private double flopsPerSecond(int device) {
        return problem.device(device).flopsPerSecond();
    }

    /** The least that any placement's bottleneck can be. */
    private double leastBottleneckSeconds() {
        LayerGraph graph = problem.problem().graph();
        double allSpeed = devices().mapToDouble(this::flopsPerSecond).sum();
        double topSpeed = devices().mapToDouble(this::flopsPerSecond).max().orElse(1);
        double largestLayer =
                graph.layers().stream().mapToDouble(Layer::flops).max().orElse(0);
        double in = devices().mapToDouble(problem::inBusySeconds).min().orElse(0);
        double out = devices().mapToDouble(problem::outBusySeconds).min().orElse(0);
        double balanced = graph.flops(graph.whole()) / allSpeed;
        return Math.max(Math.max(in, out), Math.max(balanced, largestLayer / topSpeed));
    }

    private IntStream devices() {
        return IntStream.range(0, problem.devices());
    }
}
