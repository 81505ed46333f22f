package hewn.savedmodel;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Writes small SavedModels node by node. */
public final class ModelBuilder {
    private final GraphDef.Builder graph = GraphDef.newBuilder();
    private final SignatureDef.Builder signature = SignatureDef.newBuilder();
    private String restore = "";

    /** A graph with nothing in it. */
    public ModelBuilder() {
        graph.getVersionsBuilder().setProducer(1000);
    }

    /**
     * Adds a placeholder of floats that the signature feeds under the same name.
     *
     * @param name of node and input
     * @param dimensions −1 for those that are free
     * @return this
     */
    public ModelBuilder input(String name, long... dimensions) {
        node(name, "Placeholder", List.of(), "dtype", type(DataType.DT_FLOAT), "shape", shapeOf(dimensions));
        signature.putInputs(name, info(name + ":0", DataType.DT_FLOAT, dimensions));
        return this;
    }

    /**
     * Names a tensor of floats as an output.
     *
     * @param key of the signature
     * @param tensor such as {@code node:0}
     * @return this
     */
    public ModelBuilder output(String key, String tensor) {
        TensorInfo.Builder info = info(tensor, DataType.DT_FLOAT).toBuilder();
        info.getTensorShapeBuilder().setUnknownRank(true);
        signature.putOutputs(key, info.build());
        return this;
    }

    /**
     * Adds a node.
     *
     * @param name its name
     * @param op its operation
     * @param inputs as graphs name them
     * @param attributes a name, a value, and so on
     * @return this
     */
    public ModelBuilder node(String name, String op, List<String> inputs, Object... attributes) {
        graph.addNode(nodeDef(name, op, inputs, attributes));
        return this;
    }

    /**
     * A node for a function.
     *
     * @param name its name
     * @param op its operation
     * @param inputs as functions name them
     * @param attributes a name, a value, and so on
     * @return the node
     */
    public static NodeDef nodeDef(String name, String op, List<String> inputs, Object... attributes) {
        NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op).addAllInput(inputs);
        for (int i = 0; i < attributes.length; i += 2) {
            node.putAttr((String) attributes[i], (AttrValue) attributes[i + 1]);
        }
        return node.build();
    }

    /**
     * Adds an operation on floats whose attribute {@code T} is its type.
     *
     * @param name its name
     * @param op its operation
     * @param inputs as graphs name them
     * @return this
     */
    public ModelBuilder floats(String name, String op, String... inputs) {
        return node(name, op, List.of(inputs), "T", type(DataType.DT_FLOAT));
    }

    /**
     * Adds a constant of floats, all alike.
     *
     * @param name its name
     * @param value of every element
     * @param dimensions its shape
     * @return this
     */
    public ModelBuilder constant(String name, float value, long... dimensions) {
        TensorProto tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(shape(dimensions))
                .addFloatVal(value)
                .build();
        return constant(name, tensor);
    }

    /**
     * Adds a constant.
     *
     * @param name its name
     * @param tensor its value
     * @return this
     */
    public ModelBuilder constant(String name, TensorProto tensor) {
        AttrValue value = AttrValue.newBuilder().setTensor(tensor).build();
        return node(name, "Const", List.of(), "dtype", type(tensor.getDtype()), "value", value);
    }

    /**
     * A vector of whole numbers.
     *
     * @param values its elements
     * @return the tensor
     */
    public static TensorProto ints(int... values) {
        ByteBuffer content = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            content.putInt(value);
        }
        return TensorProto.newBuilder()
                .setDtype(DataType.DT_INT32)
                .setTensorShape(shape(values.length))
                .setTensorContent(ByteString.copyFrom(content.flip()))
                .build();
    }

    /**
     * A vector of strings.
     *
     * @param values its elements
     * @return the tensor
     */
    public static TensorProto strings(String... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDtype(DataType.DT_STRING).setTensorShape(shape(values.length));
        List.of(values).forEach(v -> tensor.addStringVal(ByteString.copyFromUtf8(v)));
        return tensor.build();
    }

    /**
     * Adds a function.
     *
     * @param function to be called
     * @return this
     */
    public ModelBuilder function(FunctionDef function) {
        graph.getLibraryBuilder().addFunction(function);
        return this;
    }

    /**
     * Names the operation that restores the variables.
     *
     * @param op a node
     * @return this
     */
    public ModelBuilder restore(String op) {
        restore = op;
        return this;
    }

    /**
     * The value of a type attribute.
     *
     * @param type any
     * @return the attribute
     */
    public static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    /**
     * The value of an attribute that lists types.
     *
     * @param types any
     * @return the attribute
     */
    public static AttrValue types(DataType... types) {
        AttrValue.Builder value = AttrValue.newBuilder();
        value.getListBuilder().addAllType(List.of(types));
        return value.build();
    }

    /**
     * The value of an attribute that is a number.
     *
     * @param value any
     * @return the attribute
     */
    public static AttrValue number(long value) {
        return AttrValue.newBuilder().setI(value).build();
    }

    /**
     * The value of an attribute that names a function.
     *
     * @param name of the function
     * @return the attribute
     */
    public static AttrValue callee(String name) {
        return AttrValue.newBuilder()
                .setFunc(NameAttrList.newBuilder().setName(name))
                .build();
    }

    /**
     * The value of a shape attribute.
     *
     * @param dimensions −1 for those that are free
     * @return the attribute
     */
    public static AttrValue shapeOf(long... dimensions) {
        return AttrValue.newBuilder().setShape(shape(dimensions)).build();
    }

    private static TensorShapeProto shape(long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDimBuilder().setSize(dimension);
        }
        return shape.build();
    }

    private static TensorInfo info(String tensor, DataType type, long... dimensions) {
        return TensorInfo.newBuilder()
                .setName(tensor)
                .setDtype(type)
                .setTensorShape(shape(dimensions))
                .build();
    }

    /**
     * The model as one message.
     *
     * @return tagged for serving, with the signature {@code serving_default}
     */
    public SavedModel build() {
        MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph);
        meta.getMetaInfoDefBuilder().addTags("serve");
        meta.getSaverDefBuilder().setRestoreOpName(restore);
        meta.putSignatureDef("serving_default", signature.build());
        return SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(meta)
                .build();
    }

    /**
     * Writes the model.
     *
     * @param folder where to; created if absent
     * @return the folder
     * @throws IOException if writing fails
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("saved_model.pb"), build().toByteArray());
        return folder;
    }
}
