package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Set;

/**
 * The greatest or mean element of a window that moves over images.
 *
 * <p>FLOPs: for each element of the output {@code height · width} of the window.
 */
final class Pooling implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("MaxPool", "AvgPool");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Window window = new Window(node);
        Extent height = Extent.of(window.at("ksize", 0));
        Extent width = Extent.of(window.at("ksize", 1));
        Extent channels = node.input(0).dimension(window.channelAxis());
        return List.of(window.image(window.output(0, height), window.output(1, width), channels));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        Window window = new Window(node);
        return outputs.get(0).elements() * window.at("ksize", 0) * window.at("ksize", 1);
    }
}
