package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.flat.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * A body in one place: the main graph, or a function as one node calls it.
 */
public final class Scope {
    private static final int DEEPEST = 200;

    private final Body body;
    private final Optional<Caller> caller;
    private final int depth;
    private final Map<String, Scope> children = new HashMap<>();
    private final Map<String, Node> built = new HashMap<>();
    private final Map<String, Source> resolved = new HashMap<>();
    private final Set<String> building = new HashSet<>();

    /** Who calls. */
    private record Caller(Scope scope, NodeDef node, String function) {}

    private Scope(Body body, Optional<Caller> caller, int depth) {
        this.body = body;
        this.caller = caller;
        this.depth = depth;
    }

    /**
     * The scope of the main graph.
     *
     * @param body its nodes
     * @return a scope without a caller
     */
    public static Scope main(Body body) {
        return new Scope(body, Optional.empty(), 0);
    }

    Optional<Scope> existingChild(NodeDef call) {
        return Optional.ofNullable(children.get(call.getName()));
    }

    Scope child(NodeDef call, String function, Library library) throws ModelException {
        requireNoRecursion(call, function);
        Body callee = library.body(function, where(call));
        Scope child = new Scope(callee, Optional.of(new Caller(this, call, function)), depth + 1);
        children.put(call.getName(), child);
        return child;
    }

    private void requireNoRecursion(NodeDef call, String function) throws ModelException {
        for (Optional<Caller> c = caller; c.isPresent(); c = c.get().scope().caller) {
            if (c.get().function().equals(function)) {
                throw new ModelException(
                        where(call),
                        "function '" + function + "' calls itself",
                        "Use a loop (tf.while_loop) instead of recursion.");
            }
        }
        if (depth >= DEEPEST) {
            throw new ModelException(
                    where(call),
                    "calls are nested more than " + DEEPEST + " deep",
                    "Export the model with fewer functions within functions.");
        }
    }

    /**
     * What stands here.
     *
     * @return the nodes
     */
    public Body body() {
        return body;
    }

    /**
     * Where a function's arguments come from.
     *
     * @return the caller's scope; empty in the main graph
     */
    public Optional<Scope> parent() {
        return caller.map(Caller::scope);
    }

    /** The tensor that the caller gives for an argument. */
    String argument(int index) throws ModelException {
        NodeDef call = caller.orElseThrow().node();
        if (index >= call.getInputCount() || TensorRef.isControl(call.getInput(index))) {
            throw new ModelException(
                    caller.orElseThrow().scope().where(call),
                    "gives fewer arguments than '" + caller.orElseThrow().function() + "' takes",
                    "Export the model again.");
        }
        return call.getInput(index);
    }

    /** An attribute, where a function's body may leave it to the caller. */
    AttrValue resolve(AttrValue value) {
        if (value.getValueCase() != AttrValue.ValueCase.PLACEHOLDER || caller.isEmpty()) {
            return value;
        }
        Caller from = caller.orElseThrow();
        AttrValue given = from.node().getAttrOrDefault(value.getPlaceholder(), value);
        return from.scope().resolve(given);
    }

    Optional<Source> resolved(String ref) {
        return Optional.ofNullable(resolved.get(ref));
    }

    void resolve(String ref, Source source) {
        resolved.put(ref, source);
    }

    Optional<Node> built(String node) {
        return Optional.ofNullable(built.get(node));
    }

    boolean begin(String node) {
        return building.add(node);
    }

    void end(String node, Node result) {
        building.remove(node);
        built.put(node, result);
    }

    /** What stands before the names of this scope's nodes: the names of the calls, but those that TensorFlow made up. */
    String prefix() {
        return caller.map(c -> c.scope().prefix() + FlatNames.prefix(c.node().getName()))
                .orElse("");
    }

    String where(NodeDef node) {
        return body.where(node.getName());
    }
}
