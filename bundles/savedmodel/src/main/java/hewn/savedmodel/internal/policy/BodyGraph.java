package hewn.savedmodel.internal.policy;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.proto.NodeDef;

/** What the nodes of a body depend on, be it through data or by waiting for it. */
final class BodyGraph {
    private BodyGraph() {}

    /**
     * Refuses nodes that depend on themselves, or on nodes that do not exist.
     *
     * @param body the main graph or a function
     * @param nodes those of the body that matter
     */
    static void check(Body body, Iterable<NodeDef> nodes) throws ModelException {
        Map<String, List<String>> dependencies = new TreeMap<>();
        for (NodeDef node : nodes) {
            List<String> reads = new ArrayList<>();
            for (String input : node.getInputList()) {
                String name = nodeOf(input);
                if (!body.isArgument(name)) {
                    reads.add(body.node(name, body.where(node.getName())).getName());
                }
            }
            dependencies.put(node.getName(), reads);
        }
        Optional<String> cycle = CycleSearch.in(dependencies);
        if (cycle.isPresent()) {
            throw new ModelException(
                    body.where(cycle.get()),
                    "depends on its own output (a cycle)",
                    "Export the model again without this cycle.");
        }
    }

    /** The node that an input is of, as in {@code ^node}, {@code node:1} and {@code node:output:0}. */
    static String nodeOf(String input) {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
