package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sums, means and the like along some axes, which the second input names.
 *
 * <p>FLOPs: 1 for each element of the input.
 */
final class Reduction implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Mean", "Sum", "Max", "Min", "Prod", "All", "Any", "ArgMax", "ArgMin", "EuclideanNorm");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        Optional<List<Long>> axes = node.knownValues(1);
        boolean keeps = node.flag("keep_dims");
        if (dimensions.isEmpty() || axes.isEmpty()) {
            return List.of(keeps ? Fact.of(dimensions.map(d -> unknown(d.size()))) : Fact.UNKNOWN);
        }
        int rank = dimensions.get().size();
        Set<Long> reduced = new HashSet<>();
        axes.get().forEach(a -> reduced.add(a < 0 ? a + rank : a));
        List<Extent> left = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (!reduced.contains((long) i)) {
                left.add(dimensions.get().get(i));
            } else if (keeps) {
                left.add(Extent.of(1));
            }
        }
        return List.of(Fact.of(left).withValues(product(node)));
    }

    /** The product of a shape is the number of its elements. */
    private static Optional<List<Extent>> product(NodeView node) {
        return node.input(0)
                .values()
                .filter(v -> node.op().equals("Prod"))
                .map(v -> List.of(v.stream().reduce(Extent.of(1), Extent::times)));
    }

    private static List<Extent> unknown(int rank) {
        return java.util.Collections.nCopies(rank, Extent.UNKNOWN);
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return node.input(0).elements();
    }
}
