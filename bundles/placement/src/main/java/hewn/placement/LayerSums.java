package hewn.placement;

import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.function.ToLongFunction;

/**
 * Answers in constant time what the layers of any range have in sum, however many there are.
 */
final class LayerSums {
    /** {@code before[p]} is the sum over all layers before position p. */
    private final long[] before;

    LayerSums(LayerGraph graph, ToLongFunction<Layer> figure) {
        before = new long[graph.size() + 1];
        for (int p = 1; p <= graph.size(); p++) {
            before[p] = before[p - 1] + figure.applyAsLong(graph.layers().get(p - 1));
        }
    }

    long of(LayerRange range) {
        return before[range.to()] - before[range.from()];
    }
}
