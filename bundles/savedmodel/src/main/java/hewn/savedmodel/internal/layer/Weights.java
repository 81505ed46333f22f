package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.savedmodel.internal.read.ShapeProtos;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.TensorProto;

/** The constants that some nodes compute with. */
public final class Weights {
    private Weights() {}

    /**
     * The nodes that compute constants for others, and the constants themselves.
     *
     * @param nodes that depend on an input
     * @param constant tells whether a node does not
     * @return in topological order
     */
    public static List<Node> constants(List<Node> nodes, java.util.function.Predicate<Node> constant) {
        Set<Node> roots = new HashSet<>();
        List<Node> ordered = new ArrayList<>();
        for (Node node : nodes) {
            for (Port input : node.inputs()) {
                if (constant.test(input.node()) && roots.add(input.node())) {
                    ordered.add(input.node());
                }
            }
        }
        return FlatGraph.reachable(ordered);
    }

    /**
     * The size of constants.
     *
     * @param nodes constants, and nodes that compute with them
     * @return the bytes that the constants among them take in memory
     */
    public static long bytes(List<Node> nodes) {
        return nodes.stream()
                .filter(n -> n.op().equals("Const"))
                .mapToLong(Weights::bytes)
                .sum();
    }

    private static long bytes(Node constant) {
        TensorProto value =
                constant.attribute("value").map(AttrValue::getTensor).orElseThrow();
        long elements = ShapeProtos.read(value.getTensorShape())
                .fill(0)
                .map(s -> s.elements())
                .orElse(0L);
        return elements * ElementTypes.sizeBytes(value.getDtype());
    }
}
