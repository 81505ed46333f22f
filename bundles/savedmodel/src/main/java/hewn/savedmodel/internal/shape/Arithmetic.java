package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes with the elements of small tensors, as models do with shapes. */
final class Arithmetic {
    private Arithmetic() {}

    /** The elements of the output of an element-wise operation, if it is one that shapes are computed with. */
    static Optional<List<Extent>> values(NodeView node) {
        Optional<List<Extent>> a = node.input(0).values();
        Optional<List<Extent>> b = node.input(1).values();
        if (node.inputs().size() != 2 || a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        int size = Math.max(a.get().size(), b.get().size());
        boolean fits = (a.get().size() == size || a.get().size() == 1)
                && (b.get().size() == size || b.get().size() == 1);
        if (!fits) {
            return Optional.empty();
        }
        List<Extent> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Extent left = a.get().get(a.get().size() == 1 ? 0 : i);
            Extent right = b.get().get(b.get().size() == 1 ? 0 : i);
            values.add(value(node.op(), left, right));
        }
        return Optional.of(values);
    }

    private static Extent value(String op, Extent a, Extent b) {
        return switch (op) {
            case "Add", "AddV2" -> a.plus(b);
            case "Sub" -> a.minus(b);
            case "Mul" -> a.times(b);
            case "FloorDiv" -> a.floorOver(b);
            case "Maximum" -> a.combine(b, Math::max);
            case "Minimum" -> a.combine(b, Math::min);
            default -> Extent.UNKNOWN;
        };
    }
}
