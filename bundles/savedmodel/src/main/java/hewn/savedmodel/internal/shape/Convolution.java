package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Set;

/**
 * Convolutions of images with kernels {@code [height, width, channels in, channels out]}; a depthwise one has the number
 * of outputs for each channel last.
 *
 * <p>FLOPs: for each element of the output {@code 2 · height · width · channels in}, where a depthwise convolution has one
 * channel in, and a grouped one as many as its kernel.
 */
final class Convolution implements Family {
    private static final String DEPTHWISE = "DepthwiseConv2dNative";

    @Override
    public Set<String> operations() {
        return Set.of("Conv2D", DEPTHWISE);
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Window window = new Window(node);
        Fact kernel = node.input(1);
        Extent channels =
                node.op().equals(DEPTHWISE) ? kernel.dimension(2).times(kernel.dimension(3)) : kernel.dimension(3);
        return List.of(
                window.image(window.output(0, kernel.dimension(0)), window.output(1, kernel.dimension(1)), channels));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        Fact kernel = node.input(1);
        long taps = kernel.dimension(0).or(0) * kernel.dimension(1).or(0);
        long channels = node.op().equals(DEPTHWISE) ? 1 : kernel.dimension(2).or(0);
        return 2 * outputs.get(0).elements() * taps * channels;
    }
}
