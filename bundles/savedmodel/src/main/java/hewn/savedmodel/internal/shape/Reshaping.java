package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same elements in another shape.
 *
 * <p>FLOPs: none.
 */
final class Reshaping implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Reshape", "Squeeze", "ExpandDims");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> dimensions = switch (node.op()) {
            case "Reshape" -> reshape(node);
            case "Squeeze" -> squeeze(node);
            default -> expand(node);
        };
        boolean stillFlat = dimensions.filter(d -> d.size() <= 1).isPresent();
        return List.of(Fact.of(dimensions).withValues(stillFlat ? node.input(0).values() : Optional.empty()));
    }

    /** The shape that is asked for; −1 stands for what is left of the elements. */
    private static Optional<List<Extent>> reshape(NodeView node) {
        Optional<List<Extent>> wanted = node.input(1).values();
        Optional<List<Extent>> known = node.input(0).dimensions();
        return wanted.map(w -> {
            long open = w.stream().filter(d -> d.is(-1) || !d.isKnown()).count();
            Extent left = open == 1 ? left(w, known) : Extent.UNKNOWN;
            return w.stream().map(d -> d.is(-1) || !d.isKnown() ? left : d).toList();
        });
    }

    /** How many elements there are for the one dimension that is not asked for by number. */
    private static Extent left(List<Extent> wanted, Optional<List<Extent>> known) {
        Extent asked =
                product(wanted.stream().filter(d -> d.isKnown() && !d.is(-1)).toList());
        return known.map(k -> asked.or(0) <= 0 ? Extent.UNKNOWN : product(k).floorOver(asked))
                .orElse(Extent.UNKNOWN);
    }

    private static Extent product(List<Extent> extents) {
        return extents.stream().reduce(Extent.of(1), Extent::times);
    }

    private static Optional<List<Extent>> squeeze(NodeView node) {
        List<Long> axes = node.numbers("squeeze_dims");
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        boolean clear = !axes.isEmpty()
                || dimensions.filter(d -> d.stream().allMatch(Extent::isKnown)).isPresent();
        return dimensions.filter(d -> clear).map(d -> {
            List<Extent> left = new ArrayList<>();
            for (int i = 0; i < d.size(); i++) {
                boolean named = axes.contains((long) i) || axes.contains((long) i - d.size());
                boolean dropped = axes.isEmpty() ? d.get(i).is(1) : named;
                if (!dropped) {
                    left.add(d.get(i));
                }
            }
            return left;
        });
    }

    private static Optional<List<Extent>> expand(NodeView node) {
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        Optional<Long> axis = node.knownValues(1).filter(a -> a.size() == 1).map(a -> a.get(0));
        return axis.flatMap(a -> dimensions
                .filter(d -> a <= d.size() && a >= -d.size() - 1)
                .map(d -> {
                    List<Extent> expanded = new ArrayList<>(d);
                    expanded.add((int) (a < 0 ? a + d.size() + 1 : a), Extent.of(1));
                    return expanded;
                }));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
