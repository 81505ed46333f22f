package hewn.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

@Timeout(60)
class RunLimitTest {
    private static final ElementType INT = ElementType.INT32;

    @TempDir
    private Path folder;

    @Test
    void aLoopEndsAtTheLimitAndTheModelGoesOnAnswering() throws EngineException {
        countDown().writeTo(folder);
        EngineOptions options = new EngineOptions(Signature.DEFAULT_NAME, false, Duration.ofMillis(200));
        try (SliceRunner loop = new TensorFlowEngine().load(folder, options)) {
            assertThat(loop.run(Map.of("n", scalar(5)))).isEqualTo(Map.of("left", scalar(0)));
            assertThatThrownBy(() -> loop.run(Map.of("n", scalar(-1)))) // away from 0: four thousand million steps
                    .isInstanceOf(EngineException.class)
                    .hasMessage(folder + ": the call took longer than the run limit of 200 ms");
            assertThat(loop.run(Map.of("n", scalar(7)))).isEqualTo(Map.of("left", scalar(0)));
        }
    }

    /** While n is not 0, subtracts 1. */
    private static GraphFile countDown() {
        AttrValue types = AttrValue.newBuilder()
                .setList(AttrValue.ListValue.newBuilder().addType(DataType.DT_INT32))
                .build();
        return new GraphFile()
                .function(function("cond", DataType.DT_BOOL, "NotEqual", 0))
                .function(function("body", DataType.DT_INT32, "Sub", 1))
                .input("n", INT)
                .node(
                        "loop",
                        "StatelessWhile",
                        n -> n.addInput("n")
                                .putAttr("T", types)
                                .putAttr("cond", name("cond"))
                                .putAttr("body", name("body")))
                .output("left", "loop:0", INT);
    }

    private static AttrValue name(String function) {
        return AttrValue.newBuilder()
                .setFunc(NameAttrList.newBuilder().setName(function))
                .build();
    }

    private static FunctionDef function(String name, DataType result, String op, int operand) {
        OpDef signature = OpDef.newBuilder()
                .setName(name)
                .addInputArg(OpDef.ArgDef.newBuilder().setName("n").setType(DataType.DT_INT32))
                .addOutputArg(OpDef.ArgDef.newBuilder().setName("r").setType(result))
                .build();
        AttrValue value = AttrValue.newBuilder()
                .setTensor(TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT32)
                        .setTensorShape(TensorShapeProto.getDefaultInstance())
                        .addIntVal(operand))
                .build();
        return FunctionDef.newBuilder()
                .setSignature(signature)
                .addNodeDef(NodeDef.newBuilder()
                        .setName("operand")
                        .setOp("Const")
                        .putAttr("dtype", GraphFile.type(INT))
                        .putAttr("value", value))
                .addNodeDef(NodeDef.newBuilder()
                        .setName("step")
                        .setOp(op)
                        .addInput("n")
                        .addInput("operand:output:0")
                        .putAttr("T", GraphFile.type(INT)))
                .putRet("r", "step:z:0")
                .build();
    }

    private static Tensor scalar(int value) {
        return new Tensor(
                INT,
                Shape.of(),
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .flip());
    }
}
