package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * The nodes of the main graph or of a function, by name.
 */
public final class Body {
    private final Optional<String> function;
    private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> arguments = new HashMap<>();
    private final List<String> results = new ArrayList<>();

    private Body(Optional<String> function, List<NodeDef> nodes) throws ModelException {
        this.function = function;
        for (NodeDef node : nodes) {
            if (this.nodes.put(node.getName(), node) != null) {
                throw new ModelException(where(node.getName()), "is there twice", "Export the model again.");
            }
        }
    }

    static Body of(GraphDef graph) throws ModelException {
        return new Body(Optional.empty(), graph.getNodeList());
    }

    static Body of(FunctionDef function) throws ModelException {
        OpDef signature = function.getSignature();
        Body body = new Body(Optional.of(signature.getName()), function.getNodeDefList());
        for (OpDef.ArgDef argument : signature.getInputArgList()) {
            body.requireSingle(argument);
            body.arguments.put(argument.getName(), body.arguments.size());
        }
        for (OpDef.ArgDef result : signature.getOutputArgList()) {
            body.requireSingle(result);
            body.results.add(Optional.ofNullable(function.getRetMap().get(result.getName()))
                    .orElseThrow(() -> new ModelException(
                            body.where(), "returns no '" + result.getName() + "'", "Export the model again.")));
        }
        return body;
    }

    /**
     * All nodes.
     *
     * @return in the order of the file
     */
    public Iterable<NodeDef> nodes() {
        return nodes.values();
    }

    /**
     * Names a node of this body in messages.
     *
     * @param node the node's name
     * @return with the function that it stands in
     */
    public String where(String node) {
        return "node '" + node + "'"
                + function.map(f -> " of function '" + f + "'").orElse("");
    }

    /**
     * One node.
     *
     * @param name its name
     * @param where what reads it, in messages
     * @return the node
     * @throws ModelException if there is none of that name
     */
    public NodeDef node(String name, String where) throws ModelException {
        NodeDef node = nodes.get(name);
        if (node == null) {
            throw new ModelException(
                    where,
                    "reads from '" + name + "', which does not exist"
                            + function.map(f -> " in function '" + f + "'").orElse(""),
                    "Export the model again.");
        }
        return node;
    }

    /**
     * Tells whether a name is that of an argument of the function.
     *
     * @param name of a node or argument
     * @return always false in the main graph
     */
    public boolean isArgument(String name) {
        return arguments.containsKey(name);
    }

    Optional<Integer> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    List<String> results() {
        return results;
    }

    int argumentCount() {
        return arguments.size();
    }

    private String where() {
        return function.map(f -> "function '" + f + "'").orElse("main graph");
    }

    private void requireSingle(OpDef.ArgDef argument) throws ModelException {
        if (!argument.getNumberAttr().isEmpty() || !argument.getTypeListAttr().isEmpty()) {
            throw new ModelException(
                    where(),
                    "takes or returns a list of tensors, '" + argument.getName() + "'",
                    "Export the model with TensorFlow 2.");
        }
    }
}
