package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Axes in another order, and margins around a tensor.
 *
 * <p>FLOPs: none.
 */
final class Rearranging implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Transpose", "ConjugateTranspose", "Pad", "PadV2", "MirrorPad");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        return List.of(
                Fact.of(node.op().endsWith("Transpose") ? transposed(node, dimensions) : padded(node, dimensions)));
    }

    private static Optional<List<Extent>> transposed(NodeView node, Optional<List<Extent>> dimensions) {
        return node.knownValues(1)
                .flatMap(order -> dimensions
                        .filter(d -> order.size() == d.size()
                                && order.stream().allMatch(o -> o >= -d.size() && o < d.size()))
                        .map(d -> order.stream()
                                .map(o -> d.get((int) (o < 0 ? o + d.size() : o)))
                                .toList()));
    }

    /** The second input is {@code [rank, 2]}: what is added before and behind each dimension. */
    private static Optional<List<Extent>> padded(NodeView node, Optional<List<Extent>> dimensions) {
        Optional<List<Long>> margins = node.knownValues(1);
        return dimensions.map(d -> {
            List<Extent> padded = new ArrayList<>();
            for (int i = 0; i < d.size(); i++) {
                int axis = i;
                padded.add(margins.filter(m -> m.size() == 2 * d.size())
                        .map(m -> d.get(axis).plus(m.get(2 * axis)).plus(m.get(2 * axis + 1)))
                        .orElse(Extent.UNKNOWN));
            }
            return padded;
        });
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
