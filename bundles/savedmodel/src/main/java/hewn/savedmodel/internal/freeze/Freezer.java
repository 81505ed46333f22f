package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.flat.FlatGraph;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.flat.Port;
import hewn.savedmodel.internal.inline.Library;
import hewn.savedmodel.internal.op.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replaces variables by constants: their reads vanish, and loops and branches get values where they got handles.
 */
public final class Freezer {
    private final Variables variables;
    private final ControlFlow controlFlow;
    private final Map<Port, Port> replaced = new HashMap<>();

    private Freezer(Library library, Variables variables, ModelLimits limits) {
        this.variables = variables;
        this.controlFlow = new ControlFlow(library, limits);
    }

    /**
     * Freezes a graph.
     *
     * @param graph with variables
     * @param library the functions that its loops and branches call
     * @param variables the values
     * @param limits how many nodes the functions may have
     * @return the same graph, without variables and without any operation that has state
     * @throws ModelException if a variable has no value, or its handle is used for more than reading
     */
    public static FlatGraph freeze(FlatGraph graph, Library library, Variables variables, ModelLimits limits)
            throws ModelException {
        return new Freezer(library, variables, limits).freeze(graph);
    }

    private FlatGraph freeze(FlatGraph graph) throws ModelException {
        for (Node node : graph.nodes()) {
            Node frozen = freeze(node);
            boolean isRead = node.op().equals(Operation.READ);
            for (int i = 0; i < node.outputTypes().size(); i++) {
                replaced.put(node.output(i), isRead ? replaced(node.inputs().get(0)) : frozen.output(i));
            }
        }
        SortedMap<String, Port> outputs = new TreeMap<>();
        graph.outputs().forEach((k, p) -> outputs.put(k, replaced(p)));
        List<Node> roots = new ArrayList<>(graph.inputs().values());
        outputs.values().forEach(p -> roots.add(p.node()));
        return new FlatGraph(
                graph.inputs(), outputs, FlatGraph.reachable(roots), controlFlow.functions(), graph.versions());
    }

    private Port replaced(Port port) {
        return replaced.getOrDefault(port, port);
    }

    private Node freeze(Node node) throws ModelException {
        if (node.op().equals(Operation.HANDLE) || Operation.REF_VARIABLES.contains(node.op())) {
            return variables.constant(node);
        }
        List<Port> inputs = node.inputs().stream().map(this::replaced).toList();
        if (inputs.equals(node.inputs()) && !Operation.CONTROL.contains(node.op())) {
            return node;
        }
        Node frozen = node.withInputs(inputs);
        if (Operation.READS.contains(node.op())) {
            return VariableReads.frozen(frozen);
        }
        return Operation.CONTROL.contains(node.op()) ? controlFlow.frozen(node, frozen) : requireNoHandle(node, frozen);
    }

    private static Node requireNoHandle(Node node, Node frozen) throws ModelException {
        for (int i = 0; i < frozen.inputs().size(); i++) {
            if (frozen.inputs().get(i).type() != node.inputs().get(i).type()) {
                throw new ModelException(
                        "node '" + node.name() + "'",
                        "operation " + node.op() + " uses the handle of variable '"
                                + node.inputs().get(i).node().name() + "' for more than reading",
                        "Read the variable, and use its value.");
            }
        }
        return frozen;
    }
}
