package hewn.savedmodel.internal.flat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

/**
 * One operation of a flat graph. Its inputs exist before it, so a graph of nodes has no cycle.
 *
 * <p>Two nodes are equal only if they are the same object.
 */
public final class Node {
    private final String name;
    private final String op;
    private final List<Port> inputs;
    private final Map<String, AttrValue> attributes;
    private final List<DataType> outputTypes;

    /**
     * A node.
     *
     * @param name unique within its graph
     * @param op the operation's name
     * @param inputs what it reads, in order
     * @param attributes what parametrises the operation
     * @param outputTypes the element type of each output
     */
    public Node(
            String name, String op, List<Port> inputs, Map<String, AttrValue> attributes, List<DataType> outputTypes) {
        this.name = name;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.attributes = Map.copyOf(attributes);
        this.outputTypes = List.copyOf(outputTypes);
    }

    /**
     * Its name.
     *
     * @return unique within its graph
     */
    public String name() {
        return name;
    }

    /**
     * What it does.
     *
     * @return the operation's name
     */
    public String op() {
        return op;
    }

    /**
     * What it reads.
     *
     * @return in order
     */
    public List<Port> inputs() {
        return inputs;
    }

    /**
     * What parametrises its operation.
     *
     * @return by name
     */
    public Map<String, AttrValue> attributes() {
        return attributes;
    }

    /**
     * One attribute.
     *
     * @param key its name
     * @return its value, or empty if it is not given
     */
    public Optional<AttrValue> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /**
     * What it gives.
     *
     * @return the element type of each output
     */
    public List<DataType> outputTypes() {
        return outputTypes;
    }

    /**
     * One of its outputs.
     *
     * @param index from 0
     * @return the tensor
     */
    public Port output(int index) {
        return new Port(this, index);
    }

    /**
     * The same node reading other tensors.
     *
     * @param others one for each input
     * @return a new node
     */
    public Node withInputs(List<Port> others) {
        return new Node(name, op, others, attributes, outputTypes);
    }

    @Override
    public String toString() {
        return name + " = " + op + inputs;
    }
}
