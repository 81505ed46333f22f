package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images {@code [batch, height, width, channels]} in another size.
 *
 * <p>FLOPs for each element of the output: 0 for the nearest neighbour, 7 for bilinear (three interpolations), 36 for
 * bicubic (sixteen weighted elements and five sums of four), 2 for each element of the input when areas are averaged.
 */
final class Resizing implements Family {
    private static final Map<String, Integer> FLOPS =
            Map.of("ResizeNearestNeighbor", 0, "ResizeBilinear", 7, "ResizeBicubic", 36, "ResizeArea", 2);

    @Override
    public Set<String> operations() {
        return FLOPS.keySet();
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> size = node.input(1).values().filter(s -> s.size() == 2);
        Extent height = size.map(s -> s.get(0)).orElse(Extent.UNKNOWN);
        Extent width = size.map(s -> s.get(1)).orElse(Extent.UNKNOWN);
        Fact image = node.input(0);
        return List.of(Fact.of(List.of(image.dimension(0), height, width, image.dimension(3))));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        Fact counted = node.op().equals("ResizeArea") ? node.input(0) : outputs.get(0);
        return FLOPS.get(node.op()) * counted.elements();
    }
}
