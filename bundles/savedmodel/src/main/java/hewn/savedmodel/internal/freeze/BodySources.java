package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.inline.Body;
import hewn.savedmodel.internal.inline.TensorRef;
import hewn.savedmodel.internal.op.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.NodeDef;

/** Where the tensors of a function's body come from, when identities and reads of variables are seen through. */
final class BodySources {
    private final Body body;
    private final Set<String> frozen;
    private final Map<String, Tensor> known = new HashMap<>();

    /**
     * Looks into one body.
     *
     * @param body of a function
     * @param frozen the arguments that are values now
     */
    BodySources(Body body, Set<String> frozen) {
        this.body = body;
        this.frozen = frozen;
    }

    /**
     * A tensor of the body.
     *
     * @param ref its name
     * @param isRead whether it is the value of a variable, rather than what had the name before
     */
    record Tensor(String ref, boolean isRead) {}

    /** The tensor that another is the same as. */
    Tensor source(String ref, String where) throws ModelException {
        List<String> passed = new ArrayList<>();
        String current = ref;
        Optional<Tensor> found = Optional.ofNullable(known.get(ref));
        while (found.isEmpty()) {
            passed.add(current);
            NodeDef node = node(current, where);
            if (Operation.PASS.contains(node.getOp()) || Operation.PASS_ALL.equals(node.getOp())) {
                current = passedOn(node, TensorRef.parse(current, where));
                found = Optional.ofNullable(known.get(current));
            } else {
                found = Optional.of(read(node).orElse(new Tensor(current, false)));
            }
        }
        Tensor source = found.get();
        passed.forEach(p -> known.put(p, source));
        return source;
    }

    /** The node of a tensor; for an argument a node of no operation. */
    private NodeDef node(String ref, String where) throws ModelException {
        String name = TensorRef.parse(ref, where).node();
        return body.isArgument(name) ? NodeDef.getDefaultInstance() : body.node(name, where);
    }

    private String passedOn(NodeDef node, TensorRef tensor) throws ModelException {
        return input(node, node.getOp().equals(Operation.PASS_ALL) ? tensor.index() : 0);
    }

    /** The value that a node reads; the way to the handle leads through identities alone, so this goes one call deep. */
    private Optional<Tensor> read(NodeDef node) throws ModelException {
        if (!node.getOp().equals(Operation.READ)) {
            return Optional.empty();
        }
        Tensor handle = source(input(node, 0), body.where(node.getName()));
        return frozen.contains(handle.ref()) && !handle.isRead()
                ? Optional.of(new Tensor(handle.ref(), true))
                : Optional.empty();
    }

    private String input(NodeDef node, int index) throws ModelException {
        if (index >= node.getInputCount() || TensorRef.isControl(node.getInput(index))) {
            throw new ModelException(body.where(node.getName()), "lacks input " + index, "Export the model again.");
        }
        return node.getInput(index);
    }

    /** The sources of what a node reads, without what it only waits for. */
    List<Tensor> inputs(NodeDef node) throws ModelException {
        List<Tensor> inputs = new ArrayList<>();
        for (String ref : node.getInputList()) {
            if (!TensorRef.isControl(ref)) {
                inputs.add(source(ref, body.where(node.getName())));
            }
        }
        return inputs;
    }

    /** The nodes that some tensors need, in the order of the file. */
    List<NodeDef> needed(List<String> tensors) throws ModelException {
        Deque<String> open = new ArrayDeque<>(tensors);
        Set<String> needed = new HashSet<>();
        while (!open.isEmpty()) {
            String name = TensorRef.parse(open.pop(), "function").node();
            if (!body.isArgument(name) && needed.add(name)) {
                inputs(body.node(name, "function")).forEach(t -> open.push(t.ref()));
            }
        }
        List<NodeDef> nodes = new ArrayList<>();
        body.nodes().forEach(n -> {
            if (needed.contains(n.getName())) {
                nodes.add(n);
            }
        });
        return nodes;
    }
}
