package hewn.engine.tensorflow;

import com.google.protobuf.ByteString;
import hewn.tensor.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Writes small graphs as SavedModels of one file. */
final class GraphFile {
    private final GraphDef.Builder graph = GraphDef.newBuilder();
    private final SignatureDef.Builder signature =
            SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");

    GraphFile input(String name, ElementType type, long... shape) {
        node(name, "Placeholder", n -> n.putAttr("dtype", type(type)).putAttr("shape", shapeAttr(shape)));
        return inputOf(name, name + ":0", type, shape);
    }

    GraphFile inputOf(String key, String tensor, ElementType type, long... shape) {
        signature.putInputs(key, info(tensor, type, shape));
        return this;
    }

    GraphFile output(String key, String tensor, ElementType type, long... shape) {
        signature.putOutputs(key, info(tensor, type, shape));
        return this;
    }

    GraphFile constant(String name, ElementType type, byte[] content, long... shape) {
        TensorProto value = TensorProto.newBuilder()
                .setDtypeValue(NativeTypes.of(type))
                .setTensorShape(shape(shape))
                .setTensorContent(ByteString.copyFrom(content))
                .build();
        return node(
                name,
                "Const",
                n -> n.putAttr("dtype", type(type))
                        .putAttr(
                                "value", AttrValue.newBuilder().setTensor(value).build()));
    }

    GraphFile op(String name, String op, ElementType type, String... inputs) {
        return node(name, op, n -> {
            for (String input : inputs) {
                n.addInput(input);
            }
            return n.putAttr("T", type(type));
        });
    }

    GraphFile node(String name, String op, UnaryOperator<NodeDef.Builder> more) {
        graph.addNode(more.apply(NodeDef.newBuilder().setName(name).setOp(op)));
        return this;
    }

    GraphFile function(FunctionDef function) {
        graph.getLibraryBuilder().addFunction(function);
        return this;
    }

    Path writeTo(Path folder) {
        graph.getVersionsBuilder().setProducer(1882);
        MetaGraphDef.Builder metaGraph =
                MetaGraphDef.newBuilder().setGraphDef(graph).putSignatureDef("serving_default", signature.build());
        metaGraph.getMetaInfoDefBuilder().addTags("serve");
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(metaGraph)
                .build();
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static AttrValue type(ElementType type) {
        return AttrValue.newBuilder()
                .setType(DataType.forNumber(NativeTypes.of(type)))
                .build();
    }

    private static AttrValue shapeAttr(long... dimensions) {
        return AttrValue.newBuilder().setShape(shape(dimensions)).build();
    }

    private static TensorInfo info(String tensor, ElementType type, long... shape) {
        return TensorInfo.newBuilder()
                .setName(tensor)
                .setDtypeValue(NativeTypes.of(type))
                .setTensorShape(shape(shape))
                .build();
    }

    private static TensorShapeProto shape(long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return shape.build();
    }
}
