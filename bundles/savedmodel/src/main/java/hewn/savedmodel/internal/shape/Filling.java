package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Tensors that repeat what is given to them, or count.
 *
 * <p>FLOPs: none.
 */
final class Filling implements Family {
    private static final long LONGEST_RANGE = 256;

    @Override
    public Set<String> operations() {
        return Set.of("Fill", "BroadcastTo", "Tile", "Range", "OneHot");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        return List.of(
                switch (node.op()) {
                    case "Fill" -> Fact.of(node.input(0).values());
                    case "BroadcastTo" -> Fact.of(node.input(1).values());
                    case "Tile" -> tile(node);
                    case "Range" -> range(node);
                    default -> oneHot(node);
                });
    }

    private static Fact tile(NodeView node) {
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        Optional<List<Extent>> times = node.input(1).values();
        return Fact.of(dimensions.flatMap(d -> times.filter(t -> t.size() == d.size())
                .map(t -> {
                    List<Extent> tiled = new ArrayList<>();
                    for (int i = 0; i < d.size(); i++) {
                        tiled.add(d.get(i).times(t.get(i)));
                    }
                    return tiled;
                })));
    }

    private static Fact range(NodeView node) {
        Optional<Long> start = only(node, 0);
        Optional<Long> limit = only(node, 1);
        Optional<Long> step = only(node, 2).filter(s -> s != 0);
        if (start.isEmpty() || limit.isEmpty() || step.isEmpty()) {
            return Fact.of(List.of(Extent.UNKNOWN));
        }
        Extent span = Extent.of(limit.get()).minus(Extent.of(start.get()));
        Extent count = step.get() > 0 ? span.over(step.get()) : Extent.UNKNOWN;
        if (count.or(-1) < 0 || count.or(0) > LONGEST_RANGE) {
            return Fact.of(List.of(count));
        }
        return Fact.vector(LongStream.range(0, count.or(0))
                .mapToObj(i -> Extent.of(start.get() + i * step.get()))
                .toList());
    }

    private static Optional<Long> only(NodeView node, int input) {
        return node.knownValues(input).filter(v -> v.size() == 1).map(v -> v.get(0));
    }

    private static Fact oneHot(NodeView node) {
        Extent depth = node.input(1).values().map(v -> v.get(0)).orElse(Extent.UNKNOWN);
        long axis = node.number("axis", -1);
        return Fact.of(node.input(0).dimensions().filter(d -> axis <= d.size()).map(d -> {
            List<Extent> with = new ArrayList<>(d);
            with.add((int) (axis < 0 ? d.size() : axis), depth);
            return with;
        }));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
