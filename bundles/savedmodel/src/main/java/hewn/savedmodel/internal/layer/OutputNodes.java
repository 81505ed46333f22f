package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;

/**
 * Sees to it that every output is a tensor of its own.
 *
 * <p>An identity is put behind what is an input, a constant, or another output too, and behind an output that has the
 * name of an input; it becomes part of the last layer. So each tensor has one name wherever it is handed on.
 */
public final class OutputNodes {
    /** What the added nodes are. The graph has no others: they are seen through when it is inlined. */
    static final String IDENTITY = "Identity";

    private final FlatGraph graph;
    private final List<Node> nodes;
    private final Set<String> names = new HashSet<>();

    private OutputNodes(FlatGraph graph) {
        this.graph = graph;
        this.nodes = new ArrayList<>(graph.nodes());
        nodes.forEach(n -> names.add(n.name()));
    }

    /**
     * Adds the identities.
     *
     * @param graph that was frozen
     * @return the same with outputs of their own
     */
    public static FlatGraph apply(FlatGraph graph) {
        return new OutputNodes(graph).apply();
    }

    private FlatGraph apply() {
        Set<Node> variable = graph.variable();
        Set<Node> placeholders = new HashSet<>(graph.inputs().values());
        Set<Port> taken = new HashSet<>();
        SortedMap<String, Port> outputs = new TreeMap<>();
        graph.outputs().forEach((key, port) -> {
            boolean own = variable.contains(port.node())
                    && !placeholders.contains(port.node())
                    && !graph.inputs().containsKey(key)
                    && taken.add(port);
            outputs.put(key, own ? port : identity(port));
        });
        return new FlatGraph(graph.inputs(), outputs, nodes, graph.functions(), graph.versions());
    }

    private Port identity(Port port) {
        String name = port.node().name() + "/output";
        for (int i = 1; !names.add(name); i++) {
            name = port.node().name() + "/output_" + i;
        }
        AttrValue type = AttrValue.newBuilder().setType(port.type()).build();
        Node node = new Node(name, IDENTITY, List.of(port), Map.of("T", type), List.of(port.type()));
        nodes.add(node);
        return node.output(0);
    }
}
