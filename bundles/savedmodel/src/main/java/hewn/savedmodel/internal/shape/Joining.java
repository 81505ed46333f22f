package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts tensors one behind the other along an axis that they have ({@code ConcatV2}) or along a new one ({@code Pack}).
 *
 * <p>FLOPs: none.
 */
final class Joining implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("ConcatV2", "Pack");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        return List.of(node.op().equals("Pack") ? pack(node) : concatenate(node));
    }

    private static Fact pack(NodeView node) {
        Optional<List<Extent>> dimensions = common(node.inputs());
        long axis = node.number("axis", 0);
        Optional<List<Extent>> packed = dimensions
                .filter(d -> axis <= d.size() && axis >= -d.size() - 1)
                .map(d -> {
                    List<Extent> with = new ArrayList<>(d);
                    with.add(
                            (int) (axis < 0 ? axis + d.size() + 1 : axis),
                            Extent.of(node.inputs().size()));
                    return with;
                });
        boolean scalars = dimensions.filter(List::isEmpty).isPresent();
        return Fact.of(packed).withValues(scalars ? Optional.of(elements(node.inputs())) : Optional.empty());
    }

    private static List<Extent> elements(List<Fact> scalars) {
        return scalars.stream()
                .map(s -> s.values().map(v -> v.get(0)).orElse(Extent.UNKNOWN))
                .toList();
    }

    private static Fact concatenate(NodeView node) {
        List<Fact> parts = node.inputs().subList(0, Math.max(0, node.inputs().size() - 1));
        Optional<List<Long>> axis = node.knownValues(parts.size()).filter(a -> a.size() == 1);
        if (parts.isEmpty() || axis.isEmpty()) {
            return Fact.UNKNOWN;
        }
        int along = axis.get().get(0).intValue();
        Extent size = parts.stream().map(p -> p.dimension(along)).reduce(Extent.of(0), Extent::plus);
        List<Fact> free = parts.stream()
                .map(p -> Fact.of(p.withDimension(along, Extent.UNKNOWN)))
                .toList();
        Optional<List<Extent>> joined = Fact.of(common(free)).withDimension(along, size);
        List<Extent> values = new ArrayList<>();
        parts.forEach(p -> p.values().ifPresent(values::addAll));
        boolean allKnown = parts.stream().allMatch(p -> p.values().isPresent());
        return Fact.of(joined).withValues(allKnown ? Optional.of(values) : Optional.empty());
    }

    /** What all say of a shape that they have in common. */
    private static Optional<List<Extent>> common(List<Fact> facts) {
        Fact common = facts.get(0);
        for (Fact fact : facts) {
            common = Fact.of(common.dimensions()).met(fact.shape());
        }
        return common.dimensions();
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
