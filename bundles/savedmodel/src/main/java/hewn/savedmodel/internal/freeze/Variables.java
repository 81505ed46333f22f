package hewn.savedmodel.internal.freeze;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.savedmodel.internal.checkpoint.Checkpoint;
import hewn.savedmodel.internal.checkpoint.CheckpointTensor;
import hewn.savedmodel.internal.flat.Node;
import hewn.savedmodel.internal.op.Operation;
import hewn.savedmodel.internal.read.ElementTypes;
import hewn.savedmodel.internal.read.ShapeProtos;
import hewn.savedmodel.internal.shape.Shapes;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * The values of a model's variables, as constants.
 *
 * <p>All that the model restores is checked at once, used or not: TensorFlow could not load the whole model otherwise.
 */
public final class Variables {
    /** The folder beside {@code saved_model.pb} that holds the checkpoint. */
    public static final String FOLDER = "variables";

    private static final String COPY_ALL = "Export the model again and copy all its files.";

    private final Map<String, CheckpointTensor> tensors;

    private Variables(Map<String, CheckpointTensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * Opens the checkpoint of a model.
     *
     * @param model the model's folder
     * @param keys the checkpoint's keys by the variables' names
     * @param limits how large one variable may be
     * @return the values
     * @throws ModelException if a file or a tensor is missing, damaged or too large
     */
    public static Variables open(Path model, Map<String, String> keys, ModelLimits limits) throws ModelException {
        Map<String, CheckpointTensor> tensors = new HashMap<>();
        if (!keys.isEmpty()) {
            Checkpoint checkpoint = Checkpoint.open(model.resolve(FOLDER));
            for (Map.Entry<String, String> variable : keys.entrySet()) {
                tensors.put(variable.getKey(), tensor(checkpoint, variable.getKey(), variable.getValue(), limits));
            }
        }
        return new Variables(tensors);
    }

    private static CheckpointTensor tensor(Checkpoint checkpoint, String variable, String key, ModelLimits limits)
            throws ModelException {
        CheckpointTensor tensor = checkpoint
                .tensor(key)
                .orElseThrow(() -> new ModelException(
                        FOLDER + "/variables.index",
                        "has no tensor '" + key + "' for variable '" + variable + "'",
                        COPY_ALL));
        long bytes = new Shape(tensor.shape()).elements() * ElementTypes.sizeBytes(tensor.type());
        if (bytes > limits.constantBytes()) {
            throw new ModelException(
                    "variable '" + variable + "'",
                    "has " + bytes + " bytes, and the limit is " + limits.constantBytes(),
                    "Split the variable, or raise the limit.");
        }
        tensor.content();
        return tensor;
    }

    /**
     * The value of a variable.
     *
     * @param variable a handle, or a variable of TensorFlow 1
     * @return a constant of the same name
     * @throws ModelException if the variable is not restored, or what is restored has another type or shape
     */
    Node constant(Node variable) throws ModelException {
        String where = "variable '" + variable.name() + "'";
        String name = variable.attribute(Operation.VARIABLE_NAME)
                .map(a -> a.getS().toStringUtf8())
                .orElse("");
        CheckpointTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException(
                    where,
                    "is read, but nothing restores it from the checkpoint",
                    "Export the model again with all its variables tracked.");
        }
        requireFit(where, variable, tensor);
        TensorProto value = TensorProto.newBuilder()
                .setDtype(tensor.type())
                .setTensorShape(ShapeProtos.write(PartialShape.of(new Shape(tensor.shape()))))
                .setTensorContent(tensor.content())
                .build();
        return constant(variable.name(), value);
    }

    /** A constant of any value. */
    static Node constant(String name, TensorProto value) {
        AttrValue type = AttrValue.newBuilder().setType(value.getDtype()).build();
        AttrValue content = AttrValue.newBuilder().setTensor(value).build();
        return new Node(name, "Const", List.of(), Map.of("dtype", type, "value", content), List.of(value.getDtype()));
    }

    private static void requireFit(String where, Node variable, CheckpointTensor tensor) throws ModelException {
        DataType type = variable.attribute("dtype").map(AttrValue::getType).orElse(DataType.DT_INVALID);
        PartialShape shape = PartialShape.UNKNOWN;
        try {
            shape = variable.attribute("shape")
                    .map(a -> ShapeProtos.read(a.getShape()))
                    .orElse(shape);
        } catch (IllegalArgumentException impossible) {
            throw new ModelException(where, impossible.getMessage(), COPY_ALL);
        }
        boolean fits =
                Shapes.meet(shape, PartialShape.of(new Shape(tensor.shape()))).isPresent();
        if (type != tensor.type() || !fits) {
            throw new ModelException(
                    where,
                    "is " + type + shape + ", but the checkpoint's '" + tensor.key() + "' is " + tensor.type()
                            + tensor.shape(),
                    COPY_ALL);
        }
    }
}
