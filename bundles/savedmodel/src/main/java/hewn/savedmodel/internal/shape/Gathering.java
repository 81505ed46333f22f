package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a table by their numbers, as embeddings are looked up.
 *
 * <p>FLOPs: none.
 */
final class Gathering implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Gather", "GatherV2");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> table = node.input(0).dimensions();
        Optional<List<Extent>> rows = node.input(1).dimensions();
        Optional<Long> axis = node.op().equals("Gather")
                ? Optional.of(0L)
                : node.knownValues(2).filter(a -> a.size() == 1).map(a -> a.get(0));
        long batch = node.number("batch_dims", 0);
        if (table.isEmpty()
                || rows.isEmpty()
                || axis.isEmpty()
                || batch < 0
                || batch > rows.get().size()) {
            return List.of(Fact.UNKNOWN);
        }
        int rank = table.get().size();
        int along = (int) (axis.get() < 0 ? axis.get() + rank : axis.get());
        if (along < 0 || along >= rank) {
            return List.of(Fact.UNKNOWN);
        }
        List<Extent> gathered = new ArrayList<>(table.get().subList(0, along));
        gathered.addAll(rows.get().subList((int) batch, rows.get().size()));
        gathered.addAll(table.get().subList(along + 1, rank));
        return List.of(Fact.of(gathered).withValues(values(node)));
    }

    /** Some dimensions of a shape. */
    private static Optional<List<Extent>> values(NodeView node) {
        Optional<List<Extent>> table = node.input(0).values();
        boolean isVector = node.input(0).rank().filter(r -> r == 1).isPresent();
        return table.filter(t -> isVector)
                .flatMap(t -> node.knownValues(1)
                        .filter(rows -> rows.stream().allMatch(r -> r >= 0 && r < t.size()))
                        .map(rows -> rows.stream().map(r -> t.get(r.intValue())).toList()));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
