package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.op.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A graph with its functions. Bodies are indexed when they are first asked for; not safe for use by several threads.
 */
public final class Library {
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Map<String, Body> bodies = new HashMap<>();
    private final Body main;

    /**
     * Indexes a graph.
     *
     * @param graph with its functions
     * @throws ModelException if two nodes have the same name
     */
    public Library(GraphDef graph) throws ModelException {
        FunctionDefLibrary library = graph.getLibrary();
        library.getFunctionList().forEach(f -> functions.put(f.getSignature().getName(), f));
        main = Body.of(graph);
    }

    /**
     * The main graph.
     *
     * @return its nodes
     */
    public Body main() {
        return main;
    }

    /**
     * One function as the file has it.
     *
     * @param name its name
     * @return the function, or empty if there is none of that name
     */
    public Optional<FunctionDef> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /**
     * The nodes of one function.
     *
     * @param name its name
     * @param where what calls it
     * @return its body
     * @throws ModelException if there is no such function, or it is malformed
     */
    public Body body(String name, String where) throws ModelException {
        Body known = bodies.get(name);
        if (known != null) {
            return known;
        }
        FunctionDef function = functions.get(name);
        if (function == null) {
            throw new ModelException(
                    where, "calls function '" + name + "', which does not exist", "Export the model again.");
        }
        Body body = Body.of(function);
        bodies.put(name, body);
        return body;
    }

    /**
     * The function that a node calls in its place.
     *
     * @param node any node
     * @return the function's name, or empty if the node is an operation
     */
    public Optional<String> callee(NodeDef node) {
        if (Operation.CALLS.contains(node.getOp())) {
            return Optional.of(node.getAttrOrDefault("f", org.tensorflow.proto.AttrValue.getDefaultInstance())
                    .getFunc()
                    .getName());
        }
        return functions.containsKey(node.getOp()) ? Optional.of(node.getOp()) : Optional.empty();
    }
}
