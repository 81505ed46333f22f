package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The greatest or mean element of a window that moves over images or volumes.
 *
 * <p>FLOPs: for each element of the output {@code height · width} of the window.
 */
final class Pooling implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("MaxPool", "AvgPool", "MaxPool3D", "AvgPool3D");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Window window = new Window(node);
        List<Extent> sizes = new ArrayList<>();
        for (int i = 0; i < window.spatials(); i++) {
            sizes.add(Extent.of(window.at("ksize", i)));
        }
        return List.of(window.image(sizes, node.input(0).dimension(window.channelAxis())));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        Window window = new Window(node);
        long flops = outputs.get(0).elements();
        for (int i = 0; i < window.spatials(); i++) {
            flops *= window.at("ksize", i);
        }
        return flops;
    }
}
