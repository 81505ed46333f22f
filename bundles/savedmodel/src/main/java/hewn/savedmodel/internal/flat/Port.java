package hewn.savedmodel.internal.flat;

import org.tensorflow.proto.DataType;

/**
 * One tensor of a flat graph: an output of a node.
 *
 * @param node what computes it
 * @param index which of the node's outputs
 */
public record Port(Node node, int index) {
    /**
     * Validates the index.
     *
     * @throws IllegalArgumentException if the node has no such output
     */
    public Port {
        if (index < 0 || index >= node.outputTypes().size()) {
            throw new IllegalArgumentException("node '" + node.name() + "' has "
                    + node.outputTypes().size() + " outputs, but number " + index + " is asked for");
        }
    }

    /**
     * What its elements are.
     *
     * @return the node's output type at this index
     */
    public DataType type() {
        return node.outputTypes().get(index);
    }

    @Override
    public String toString() {
        return node.name() + ":" + index;
    }
}
