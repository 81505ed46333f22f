package hewn.savedmodel.internal.read;

import hewn.tensor.PartialShape;
import org.tensorflow.proto.DataType;

/**
 * One input or output of a signature.
 *
 * @param key its name in the signature
 * @param node the node of the main graph that it is an output of
 * @param index which of the node's outputs
 * @param type what the signature says that its elements are
 * @param shape what the signature says of its shape
 */
public record Endpoint(String key, String node, int index, DataType type, PartialShape shape) {
    /**
     * The tensor as graphs name it.
     *
     * @return such as {@code serving_default_x:0}
     */
    public String tensor() {
        return node + ":" + index;
    }
}
