package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Convolutions of images with kernels {@code [height, width, channels in, channels out]}, and of volumes; a depthwise one
 * has the number of outputs for each channel last.
 *
 * <p>FLOPs: for each element of the output {@code 2 · height · width · channels in}, where a depthwise convolution has one
 * channel in, and a grouped one as many as its kernel.
 */
final class Convolution implements Family {
    private static final String DEPTHWISE = "DepthwiseConv2dNative";

    @Override
    public Set<String> operations() {
        return Set.of("Conv2D", "Conv3D", DEPTHWISE);
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Window window = new Window(node);
        Fact kernel = node.input(1);
        Extent channels = node.op().equals(DEPTHWISE)
                ? kernel.dimension(2).times(kernel.dimension(3))
                : kernel.dimension(window.spatials() + 1);
        List<Extent> sizes = new ArrayList<>();
        for (int i = 0; i < window.spatials(); i++) {
            sizes.add(kernel.dimension(i));
        }
        return List.of(window.image(sizes, channels));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        int spatials = new Window(node).spatials();
        Fact kernel = node.input(1);
        long taps = node.op().equals(DEPTHWISE) ? 1 : kernel.dimension(spatials).or(0);
        for (int i = 0; i < spatials; i++) {
            taps *= kernel.dimension(i).or(0);
        }
        return 2 * outputs.get(0).elements() * taps;
    }
}
