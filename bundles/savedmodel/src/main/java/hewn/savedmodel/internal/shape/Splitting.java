package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a tensor along an axis: into equal parts ({@code Split}), into parts of given sizes ({@code SplitV}), into tensors
 * of one dimension less ({@code Unpack}), or out of its middle ({@code Slice}).
 *
 * <p>FLOPs: none.
 */
final class Splitting implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Split", "SplitV", "Unpack", "Slice");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        return switch (node.op()) {
            case "Split" -> parts(node, node.input(1), axis(node, 0), node.outputs());
            case "SplitV" -> sized(node);
            case "Unpack" -> unpack(node);
            default -> List.of(slice(node));
        };
    }

    private static Optional<Integer> axis(NodeView node, int input) {
        return node.knownValues(input)
                .filter(a -> a.size() == 1)
                .map(a -> a.get(0).intValue());
    }

    private static List<Fact> parts(NodeView node, Fact whole, Optional<Integer> axis, int count) {
        Fact part = axis.map(a -> {
                    Extent size = whole.dimension(a);
                    boolean even = size.isKnown() && size.or(0) % count == 0;
                    return Fact.of(whole.withDimension(a, even ? size.over(count) : Extent.UNKNOWN));
                })
                .orElse(Fact.UNKNOWN);
        return Collections.nCopies(node.outputs(), part);
    }

    private static List<Fact> sized(NodeView node) {
        Optional<List<Extent>> sizes = node.input(1).values();
        Optional<Integer> axis = axis(node, 2);
        if (sizes.isEmpty() || axis.isEmpty()) {
            return List.of();
        }
        return sizes.get().stream()
                .map(s -> Fact.of(node.input(0).withDimension(axis.get(), s)))
                .toList();
    }

    private static List<Fact> unpack(NodeView node) {
        int axis = (int) node.number("axis", 0);
        Fact part = Fact.of(node.input(0)
                .dimensions()
                .filter(d -> axis < d.size() && axis >= -d.size())
                .map(d -> {
                    List<Extent> left = new ArrayList<>(d);
                    left.remove(axis < 0 ? axis + d.size() : axis);
                    return left;
                }));
        return Collections.nCopies(node.outputs(), part);
    }

    private static Fact slice(NodeView node) {
        Optional<List<Extent>> begins = node.input(1).values();
        Optional<List<Extent>> sizes = node.input(2).values();
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        if (begins.isEmpty() || sizes.isEmpty() || dimensions.isEmpty()) {
            return Fact.UNKNOWN;
        }
        int rank = dimensions.get().size();
        if (sizes.get().size() != rank || begins.get().size() != rank) {
            return Fact.UNKNOWN;
        }
        List<Extent> cut = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Extent size = sizes.get().get(i);
            cut.add(size.is(-1) ? dimensions.get().get(i).minus(begins.get().get(i)) : size);
        }
        return Fact.of(cut);
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
