package hewn.savedmodel.internal.layer;

import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The layers of a graph, in the order in which they run.
 *
 * @param graph with a node of its own for every output
 * @param layers at least one
 */
public record LayerPlan(FlatGraph graph, List<PlannedLayer> layers) {
    /** Copies. */
    public LayerPlan {
        layers = List.copyOf(layers);
    }

    /**
     * Makes layers of a graph's operations.
     *
     * @param graph without variables, with a node of its own for every output (see {@link OutputNodes})
     * @param bytes the size of a tensor for one sample
     * @return the layers, the same for equal graphs
     */
    public static LayerPlan of(FlatGraph graph, ToLongFunction<Port> bytes) {
        Set<Node> variable = graph.variable();
        List<Node> operations = new ArrayList<>();
        List<Node> last = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.op().equals(OutputNodes.IDENTITY)) {
                last.add(node);
            } else if (variable.contains(node) && !graph.inputs().containsValue(node)) {
                operations.add(node);
            }
        }
        List<Group> groups = ordered(graph, Grouping.of(operations, variable), variable, bytes);
        return new LayerPlan(graph, layers(groups, last));
    }

    private static List<Group> ordered(
            FlatGraph graph, List<Group> groups, Set<Node> variable, ToLongFunction<Port> bytes) {
        GroupGraph edges = new GroupGraph(groups);
        Set<Port> kept = new HashSet<>(graph.outputs().values());
        return new Ordering(edges, variable, kept, bytes)
                .best().stream().map(groups::get).toList();
    }

    private static List<PlannedLayer> layers(List<Group> groups, List<Node> last) {
        if (groups.isEmpty()) {
            return List.of(new PlannedLayer("output", last));
        }
        List<String> names = LayerNames.of(groups);
        List<PlannedLayer> layers = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<Node> nodes = new ArrayList<>(groups.get(i).nodes());
            if (i == groups.size() - 1) {
                nodes.addAll(last);
            }
            layers.add(new PlannedLayer(names.get(i), nodes));
        }
        return layers;
    }
}
