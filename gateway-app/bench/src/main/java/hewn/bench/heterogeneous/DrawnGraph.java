package hewn.bench.heterogeneous;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.stream.IntStream;

/** Models of any number of layers, which divide the same weights finer or coarser. */
final class DrawnGraph {
    private static final long LEAST_CUT_BYTES = 50_000;
    private static final long MOST_CUT_BYTES = 3_000_000;

    private DrawnGraph() {}

    /**
     * A graph without work.
     *
     * @param layers how many it has
     * @param weightBytes of all layers
     * @param seed of the cuts
     */
    static LayerGraph of(int layers, long weightBytes, long seed) {
        Draw draw = new Draw(seed);
        List<Cut> cuts = IntStream.rangeClosed(0, layers)
                .mapToObj(position -> cut(position, (long) draw.logUniform(LEAST_CUT_BYTES, MOST_CUT_BYTES)))
                .toList();
        return new LayerGraph(
                IntStream.range(0, layers)
                        .mapToObj(i -> new Layer(
                                "layer-" + i,
                                "drawn",
                                0,
                                weightBytes / layers,
                                cuts.get(i).bytes(1) + cuts.get(i + 1).bytes(1)))
                        .toList(),
                cuts);
    }

    private static Cut cut(int position, long bytes) {
        PartialShape shape = PartialShape.of(Shape.of(bytes));
        return new Cut(position, List.of(new TensorSpec("cut-" + position, ElementType.UINT8, shape)));
    }
}
