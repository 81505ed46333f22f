package hewn.savedmodel.internal.shape;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shape, rank or size of a tensor as a tensor.
 *
 * <p>FLOPs: none.
 */
final class ShapeReading implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Shape", "ShapeN", "Rank", "Size");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        return switch (node.op()) {
            case "Rank" ->
                List.of(Fact.scalar(node.input(0).rank().map(r -> Extent.of(r)).orElse(Extent.UNKNOWN)));
            case "Size" -> List.of(Fact.scalar(size(node.input(0).dimensions())));
            default -> node.inputs().stream().map(ShapeReading::shape).toList();
        };
    }

    private static Fact shape(Fact input) {
        return input.dimensions().map(Fact::vector).orElse(Fact.of(List.of(Extent.UNKNOWN)));
    }

    private static Extent size(Optional<List<Extent>> dimensions) {
        return dimensions
                .map(d -> d.stream().reduce(Extent.of(1), Extent::times))
                .orElse(Extent.UNKNOWN);
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
