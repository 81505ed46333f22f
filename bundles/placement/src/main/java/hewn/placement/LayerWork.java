package hewn.placement;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.function.IntToDoubleFunction;

/**
 * Answers in constant time what the layers of any range have to do for a mean sample: one that an early exit answered
 * does not reach the layers after it.
 */
final class LayerWork {
    /** {@code before[p]} is the sum over all layers before position p. */
    private final double[] before;

    private LayerWork(LayerGraph graph, IntToDoubleFunction flops) {
        before = new double[graph.size() + 1];
        for (int p = 1; p <= graph.size(); p++) {
            before[p] = before[p - 1] + graph.reach(p - 1) * flops.applyAsDouble(p - 1);
        }
    }

    /** As the graph states it. */
    static LayerWork stated(LayerGraph graph) {
        return new LayerWork(graph, i -> graph.layers().get(i).flops());
    }

    /** As it was measured: what the profiled device could have computed in the time that each layer took. */
    static LayerWork measured(LayerGraph graph, LayerProfile profile) {
        return new LayerWork(graph, i -> profile.layerSeconds().get(i) * profile.flopsPerSecond());
    }

    double of(int from, int to) {
        return before[to] - before[from];
    }

    double of(LayerRange range) {
        return of(range.from(), range.to());
    }
}
