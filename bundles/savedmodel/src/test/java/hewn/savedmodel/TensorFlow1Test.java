package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.graph.LayerGraph;
import hewn.inference.ModelException;
import hewn.inference.Signature;
import hewn.inference.SourceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Models as TensorFlow 1 exported them: no functions, variables that are tensors themselves, or none at all. */
class TensorFlow1Test {
    private static final String KEY = "/.ATTRIBUTES/VARIABLE_VALUE";

    @TempDir
    private Path folder;

    @Test
    void restoresVariablesThatAreTensors() throws Exception {
        SourceModel model = Models.read(withVariables("", "RestoreV2"));
        LayerGraph graph = model.layers(Signature.DEFAULT_NAME);
        assertThat(graph.weightBytes(graph.whole())).isEqualTo(4 * (4 * 16 + 16 * 3));
        Slices.whole(model, folder.resolve("slice"));
        assertThat(Slices.operations(folder.resolve("slice"))).doesNotContain("VariableV2", "Assign", "RestoreV2");
        NodeDef weights = Slices.graph(folder.resolve("slice")).getGraphDef().getNodeList().stream()
                .filter(n -> n.getName().equals("w"))
                .findFirst()
                .orElseThrow();
        assertThat(weights.getOp()).isEqualTo("Const");
        assertThat(weights.getAttrOrThrow("value")
                        .getTensor()
                        .getTensorContent()
                        .size())
                .isEqualTo(4 * 4 * 16);
    }

    @Test
    void refusesPartsOfVariables() {
        assertThatThrownBy(() -> Models.read(withVariables("4 16 0,2:0,16", "RestoreV2")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("part '4 16 0,2:0,16'");
    }

    @Test
    void refusesARestoreThatDoesMore() {
        assertThatThrownBy(() -> Models.read(withVariables("", "ReadFile")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ReadFile");
    }

    @Test
    void readsAFrozenGraph() throws Exception {
        Path frozen = new ModelBuilder()
                .input("x", -1, 4)
                .constant("w", 0.5f, 4, 3)
                .floats("product", "MatMul", "x", "w")
                .floats("y", "Softmax", "product")
                .output("y", "y:0")
                .write(folder.resolve("frozen"));
        SourceModel model = Models.read(frozen);
        assertThat(model.signatures().get(0).outputs().get(0)).hasToString("y FLOAT32[?,3]");
        assertThat(model.layers(Signature.DEFAULT_NAME).layers()).hasSize(1);
    }

    @Test
    void refusesTheLoopsOfItsTime() {
        ModelBuilder loop = new ModelBuilder()
                .input("x", -1, 4)
                .node(
                        "enter",
                        "Enter",
                        List.of("x"),
                        "T",
                        ModelBuilder.type(DataType.DT_FLOAT),
                        "frame_name",
                        org.tensorflow.proto.AttrValue.newBuilder()
                                .setS(com.google.protobuf.ByteString.copyFromUtf8("loop"))
                                .build())
                .floats("exit", "Exit", "enter")
                .output("y", "exit:0");
        assertThatThrownBy(() -> Models.read(loop.write(folder.resolve("loop"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("control flow of TensorFlow 1");
    }

    /** {@code softmax(relu(x w) v)} with the variables of another model's checkpoint. */
    private Path withVariables(String slice, String restore) throws IOException {
        ModelBuilder builder = new ModelBuilder()
                .input("x", -1, 4)
                .floats("first", "MatMul", "x", "w/read")
                .floats("relu", "Relu", "first")
                .floats("last", "MatMul", "relu", "v/read")
                .floats("y", "Softmax", "last")
                .output("y", "y:0");
        variable(builder, "w", 4, 16);
        variable(builder, "v", 16, 3);
        builder.constant("save/Const", ModelBuilder.strings("model"))
                .constant("save/names", ModelBuilder.strings("w" + KEY, "v" + KEY))
                .constant("save/slices", ModelBuilder.strings(slice, ""))
                .node(
                        "save/RestoreV2",
                        restore,
                        List.of("save/Const", "save/names", "save/slices"),
                        "dtypes",
                        ModelBuilder.types(DataType.DT_FLOAT, DataType.DT_FLOAT))
                .floats("save/Assign", "Assign", "w", "save/RestoreV2:0")
                .floats("save/Assign_1", "Assign", "v", "save/RestoreV2:1")
                .node("save/restore_shard", "NoOp", List.of("^save/Assign", "^save/Assign_1"))
                .node("save/restore_all", "NoOp", List.of("^save/restore_shard"))
                .restore("save/restore_all");
        Path model = builder.write(folder.resolve("model"));
        Files.createDirectories(model.resolve("variables"));
        for (String file : List.of("variables.index", "variables.data-00000-of-00001")) {
            Files.copy(
                    Models.small("bad/healthy", 1).resolve("variables").resolve(file),
                    model.resolve("variables").resolve(file));
        }
        return model;
    }

    private static void variable(ModelBuilder builder, String name, long... dimensions) {
        builder.node(
                        name,
                        "VariableV2",
                        List.of(),
                        "dtype",
                        ModelBuilder.type(DataType.DT_FLOAT),
                        "shape",
                        ModelBuilder.shapeOf(dimensions))
                .floats(name + "/read", "Identity", name);
    }
}
