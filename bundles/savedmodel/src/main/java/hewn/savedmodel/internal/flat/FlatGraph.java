package hewn.savedmodel.internal.flat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.VersionDef;

/**
 * What one signature computes, with all function calls expanded.
 *
 * @param inputs the placeholders by the signature's names
 * @param outputs the results by the signature's names
 * @param nodes each after those that it reads, the inputs among them
 * @param functions what loops and branches call, by name
 * @param versions of the graph format that the operations are to be understood in
 */
public record FlatGraph(
        SortedMap<String, Node> inputs,
        SortedMap<String, Port> outputs,
        List<Node> nodes,
        SortedMap<String, FunctionDef> functions,
        VersionDef versions) {
    /** Copies. */
    public FlatGraph {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        nodes = List.copyOf(nodes);
        functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    }

    /**
     * The nodes whose outputs depend on an input, and the inputs themselves. All others are constants.
     *
     * @return in the order of the nodes
     */
    public Set<Node> variable() {
        Set<Node> variable = new LinkedHashSet<>();
        Set<Node> placeholders = new HashSet<>(inputs.values());
        for (Node node : nodes) {
            if (placeholders.contains(node)
                    || node.inputs().stream().map(Port::node).anyMatch(variable::contains)) {
                variable.add(node);
            }
        }
        return variable;
    }

    /**
     * Orders nodes so that each follows those that it reads, and leaves out what the roots do not need.
     *
     * @param roots what is needed, in a fixed order
     * @return the nodes
     */
    public static List<Node> reachable(List<Node> roots) {
        Set<Node> done = new LinkedHashSet<>();
        List<Node> stack = new ArrayList<>(roots);
        Collections.reverse(stack);
        while (!stack.isEmpty()) {
            Node node = stack.get(stack.size() - 1);
            List<Node> missing = done.contains(node) ? List.of() : missing(node, done);
            if (missing.isEmpty()) {
                stack.remove(stack.size() - 1);
                done.add(node);
            } else {
                stack.addAll(missing);
            }
        }
        return List.copyOf(done);
    }

    private static List<Node> missing(Node node, Set<Node> done) {
        List<Node> missing = new ArrayList<>();
        for (Port input : node.inputs()) {
            if (!done.contains(input.node())) {
                missing.add(input.node());
            }
        }
        Collections.reverse(missing);
        return missing;
    }

    /**
     * The functions that some nodes call, and those that these call.
     *
     * @param callers some nodes of this graph
     * @return by name
     */
    public SortedMap<String, FunctionDef> functionsOf(Iterable<Node> callers) {
        SortedMap<String, FunctionDef> found = new TreeMap<>();
        List<String> open = new ArrayList<>();
        callers.forEach(n -> n.attributes().values().forEach(a -> open.addAll(FunctionNames.in(a))));
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            FunctionDef function = functions.get(name);
            if (function != null && found.putIfAbsent(name, function) == null) {
                function.getNodeDefList()
                        .forEach(n -> n.getAttrMap().values().forEach(a -> open.addAll(FunctionNames.in(a))));
            }
        }
        return found;
    }
}
