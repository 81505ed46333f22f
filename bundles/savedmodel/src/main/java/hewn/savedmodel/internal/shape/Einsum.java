package hewn.savedmodel.internal.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sums of products by labelled axes, such as {@code abc,cd->abd}.
 *
 * <p>FLOPs: with two operands 2, with one operand 1, for each combination of all labels.
 */
final class Einsum implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("Einsum");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        String[] sides = node.text("equation", "").replace(" ", "").split("->", -1);
        if (sides.length != 2 || sides[0].contains(".")) {
            return List.of(Fact.UNKNOWN);
        }
        Map<Character, Extent> sizes = sizes(node);
        return List.of(Fact.of(sides[1].chars()
                .mapToObj(label -> sizes.getOrDefault((char) label, Extent.UNKNOWN))
                .toList()));
    }

    private static Map<Character, Extent> sizes(NodeView node) {
        String[] operands =
                node.text("equation", "").replace(" ", "").split("->", -1)[0].split(",", -1);
        Map<Character, Extent> sizes = new HashMap<>();
        for (int o = 0; o < operands.length; o++) {
            for (int i = 0; i < operands[o].length(); i++) {
                Extent size = node.input(o).dimension(i);
                sizes.merge(operands[o].charAt(i), size, (a, b) -> a.isKnown() ? a : b);
            }
        }
        return sizes;
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        if (!outputs.get(0).dimensions().isPresent()) {
            return 0;
        }
        Fact all = Fact.of(List.copyOf(sizes(node).values()));
        return Math.min(2, node.inputs().size()) * all.elements();
    }
}
