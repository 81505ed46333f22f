package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Convolutions run backwards, which make images larger. The first input is the shape of the output, the kernel is
 * {@code [height, width, channels out, channels in]}.
 *
 * <p>FLOPs: for each element of the image that goes in {@code 2 · height · width · channels out}.
 */
final class TransposedConvolution implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Conv2DBackpropInput");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> sizes = node.input(0).values().filter(s -> s.size() == 4);
        return List.of(Fact.of(sizes));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        Fact kernel = node.input(1);
        long taps = kernel.dimension(0).or(0) * kernel.dimension(1).or(0);
        return 2 * node.input(2).elements() * taps * kernel.dimension(2).or(0);
    }
}
