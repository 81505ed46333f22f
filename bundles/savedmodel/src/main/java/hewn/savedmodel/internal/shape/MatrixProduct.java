package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Products of matrices {@code [..., m, k]} and {@code [..., k, n]}, either of which may be transposed.
 *
 * <p>FLOPs: {@code 2 · k} for each element of the output {@code [..., m, n]}.
 */
final class MatrixProduct implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("MatMul", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Fact a = node.input(0);
        Fact b = node.input(1);
        if (node.op().equals("MatMul")) {
            return List.of(Fact.of(List.of(rows(node, a), columns(node, b))));
        }
        Optional<List<Extent>> batch = ElementWise.broadcast(batch(a), batch(b));
        return List.of(Fact.of(batch.map(dimensions -> {
            List<Extent> product = new ArrayList<>(dimensions);
            product.add(rows(node, a));
            product.add(columns(node, b));
            return product;
        })));
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 2
                * outputs.get(0).elements()
                * node.input(0).dimension(transposesFirst(node) ? -2 : -1).or(0);
    }

    private static Optional<List<Extent>> batch(Fact fact) {
        return fact.dimensions().filter(d -> d.size() >= 2).map(d -> d.subList(0, d.size() - 2));
    }

    private static Extent rows(NodeView node, Fact a) {
        return a.dimension(transposesFirst(node) ? -1 : -2);
    }

    private static Extent columns(NodeView node, Fact b) {
        return b.dimension(node.flag("transpose_b") || node.flag("adj_y") ? -2 : -1);
    }

    private static boolean transposesFirst(NodeView node) {
        return node.flag("transpose_a") || node.flag("adj_x");
    }
}
