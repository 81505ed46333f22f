package hewn.savedmodel.internal.inline;

import hewn.inference.ModelException;
import hewn.savedmodel.internal.op.NodeTypes;
import hewn.savedmodel.internal.op.OpRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * An output of a node where it stands. What a {@link Resolver} finds is of an operation, neither a call nor an identity.
 *
 * @param scope where the node stands
 * @param node as the file has it
 * @param index which of its outputs
 */
public record Source(Scope scope, NodeDef node, int index) {
    /**
     * Names it in messages.
     *
     * @return the node and where it stands
     */
    public String where() {
        return scope.where(node);
    }

    /** The attributes of the node, those that a function leaves to its caller filled in. */
    Map<String, AttrValue> attributes() {
        Map<String, AttrValue> attributes = new LinkedHashMap<>();
        node.getAttrMap().forEach((k, v) -> attributes.put(k, scope.resolve(v)));
        return attributes;
    }

    /** What the node takes and gives. */
    NodeTypes types() throws ModelException {
        OpDef definition = OpRegistry.standard()
                .find(node.getOp())
                .orElseThrow(() -> new ModelException(
                        where(),
                        "operation '" + node.getOp() + "' is not known to TensorFlow 2.18",
                        "Use operations of TensorFlow itself, not custom ones."));
        return new NodeTypes(definition, attributes(), where());
    }

    /** One of the tensors that the node reads. */
    String input(int number) throws ModelException {
        if (number < 0 || number >= node.getInputCount() || TensorRef.isControl(node.getInput(number))) {
            throw new ModelException(where(), "lacks input " + number, "Export the model again.");
        }
        return node.getInput(number);
    }
}
