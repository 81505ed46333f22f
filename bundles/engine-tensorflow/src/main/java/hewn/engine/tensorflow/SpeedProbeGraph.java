package hewn.engine.tensorflow;

import com.google.protobuf.ByteString;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** The graph of a {@link SpeedProbe}: a 3×3 convolution over an image, and its channels times a matrix. */
final class SpeedProbeGraph {
    private static final int SIDE = 28;
    private static final int CHANNELS = 128;
    private static final int KERNEL = 3;
    private static final long PIXELS = SIDE * SIDE;

    /** The floating-point operations of one run. */
    static final double FLOPS = 2.0 * PIXELS * CHANNELS * CHANNELS * (KERNEL * KERNEL + 1);

    private static final AttrValue FLOAT =
            AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();

    private SpeedProbeGraph() {}

    /** What to feed. */
    static Map<String, Tensor> input() {
        ByteBuffer zeros = ByteBuffer.allocate((int) PIXELS * CHANNELS * Float.BYTES);
        return Map.of("x", new Tensor(ElementType.FLOAT32, Shape.of(1, SIDE, SIDE, CHANNELS), zeros));
    }

    /** The graph, as if it had been read from a file. */
    static SavedModelFolder model() {
        GraphDef.Builder graph = GraphDef.newBuilder()
                .addNode(node("x", "Placeholder").putAttr("dtype", FLOAT))
                .addNode(weights("kernel", KERNEL, KERNEL, CHANNELS, CHANNELS))
                .addNode(node("conv", "Conv2D", "x", "kernel")
                        .putAttr("strides", integers(1, 1, 1, 1))
                        .putAttr("padding", text("SAME"))
                        .putAttr("T", FLOAT))
                .addNode(vector("rows", PIXELS, CHANNELS))
                .addNode(node("flat", "Reshape", "conv", "rows")
                        .putAttr("T", FLOAT)
                        .putAttr(
                                "Tshape",
                                AttrValue.newBuilder()
                                        .setType(DataType.DT_INT64)
                                        .build()))
                .addNode(weights("matrix", CHANNELS, CHANNELS))
                .addNode(node("y", "MatMul", "flat", "matrix").putAttr("T", FLOAT));
        return new SavedModelFolder(
                Path.of("speed-probe"),
                MetaGraphDef.newBuilder()
                        .setGraphDef(graph)
                        .putSignatureDef("serving_default", signature())
                        .build());
    }

    private static SignatureDef signature() {
        return SignatureDef.newBuilder()
                .putInputs("x", info("x:0", 1, SIDE, SIDE, CHANNELS))
                .putOutputs("y", info("y:0", PIXELS, CHANNELS))
                .build();
    }

    private static TensorInfo info(String tensor, long... dimensions) {
        return TensorInfo.newBuilder()
                .setName(tensor)
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(dimensions(dimensions))
                .build();
    }

    private static NodeDef.Builder node(String name, String op, String... inputs) {
        NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static NodeDef weights(String name, long... dimensions) {
        TensorShapeProto shape = dimensions(dimensions);
        return constant(
                name,
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(shape)
                        .addFloatVal(1));
    }

    private static NodeDef vector(String name, long... dimensions) {
        TensorProto.Builder value =
                TensorProto.newBuilder().setDtype(DataType.DT_INT64).setTensorShape(dimensions(dimensions.length));
        for (long dimension : dimensions) {
            value.addInt64Val(dimension);
        }
        return constant(name, value);
    }

    private static NodeDef constant(String name, TensorProto.Builder value) {
        return node(name, "Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(value.getDtype()).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
                .build();
    }

    private static TensorShapeProto dimensions(long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return shape.build();
    }

    private static AttrValue integers(long... values) {
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        for (long value : values) {
            list.addI(value);
        }
        return AttrValue.newBuilder().setList(list).build();
    }

    private static AttrValue text(String value) {
        return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
    }
}
