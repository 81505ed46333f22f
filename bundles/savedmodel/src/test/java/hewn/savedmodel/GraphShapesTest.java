package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;

/** Graphs of unusual form. */
class GraphShapesTest {
    @TempDir
    private Path folder;

    @Test
    void passesAnInputOnAsAnOutput() throws Exception {
        SourceModel model = read(new ModelBuilder()
                .input("x", -1, 4)
                .floats("relu", "Relu", "x")
                .output("same", "x:0")
                .output("y", "relu:0"));
        Slice whole = Slices.whole(model, folder.resolve("slice"));
        assertThat(whole.outputs()).extracting(TensorSpec::name).containsExactlyInAnyOrder("same", "y");
        assertThat(whole.outputs()).extracting(t -> t.shape().toString()).containsOnly("[?,4]");
    }

    @Test
    void computesAnOutputThatDependsOnNoInput() throws Exception {
        SourceModel model = read(new ModelBuilder()
                .input("x", -1, 4)
                .constant("version", 7, 1)
                .floats("relu", "Relu", "x")
                .output("version", "version:0")
                .output("y", "relu:0"));
        LayerGraph graph = model.layers(Signature.DEFAULT_NAME);
        assertThat(graph.cuts().get(graph.size()).tensors())
                .extracting(TensorSpec::toString)
                .containsExactlyInAnyOrder("version FLOAT32[1]", "y FLOAT32[?,4]");
        assertThat(Slices.whole(model, folder.resolve("slice")).outputs()).hasSize(2);
    }

    @Test
    void givesOneTensorUnderTwoNamesAndUnderTheNameOfAnInput() throws Exception {
        SourceModel model = read(new ModelBuilder()
                .input("x", -1, 4)
                .floats("relu", "Relu", "x")
                .output("a", "relu:0")
                .output("b", "relu:0")
                .output("x", "relu:0"));
        Slice whole = Slices.whole(model, folder.resolve("slice"));
        assertThat(whole.inputs()).extracting(TensorSpec::name).containsExactly("x");
        assertThat(whole.outputs()).extracting(TensorSpec::name).containsExactlyInAnyOrder("a", "b", "x");
    }

    @Test
    void leavesAnUnusedInputBehindAfterTheFirstCut() throws Exception {
        SourceModel model = read(new ModelBuilder()
                .input("unused", -1)
                .input("x", -1, 4)
                .floats("relu", "Relu", "x")
                .output("y", "relu:0"));
        assertThat(model.layers(Signature.DEFAULT_NAME).cuts().get(0).tensors()).hasSize(2);
        assertThat(Slices.whole(model, folder.resolve("slice")).inputs())
                .extracting(TensorSpec::name)
                .containsExactly("x");
    }

    @Test
    void readsAnOutputThatIsOneOfSeveralOfItsNode() throws Exception {
        SourceModel model = read(new ModelBuilder()
                .input("x", -1, 4)
                .constant(
                        "axis",
                        ModelBuilder.ints(1).toBuilder().clearTensorShape().build())
                .node(
                        "split",
                        "Split",
                        List.of("axis", "x"),
                        "T",
                        ModelBuilder.type(DataType.DT_FLOAT),
                        "num_split",
                        ModelBuilder.number(2))
                .floats("tanh", "Tanh", "split:1")
                .floats("add", "AddV2", "split:0", "tanh")
                .output("y", "add:0"));
        assertThat(model.signatures().get(0).outputs().get(0).shape()).hasToString("[?,2]");
    }

    @Test
    void takesTheAttributesThatAFunctionLeavesToItsCaller() throws Exception {
        FunctionDef.Builder function = FunctionDef.newBuilder();
        function.getSignatureBuilder().setName("act");
        function.getSignatureBuilder().addInputArgBuilder().setName("a").setTypeAttr("T");
        function.getSignatureBuilder().addOutputArgBuilder().setName("r").setTypeAttr("T");
        function.addNodeDef(ModelBuilder.nodeDef(
                "relu",
                "Relu",
                List.of("a"),
                "T",
                org.tensorflow.proto.AttrValue.newBuilder().setPlaceholder("T").build()));
        function.putRet("r", "relu:activations:0");
        SourceModel model = read(new ModelBuilder()
                .function(function.build())
                .input("x", -1, 4)
                .floats("block/act", "act", "x")
                .output("y", "block/act:0"));
        assertThat(model.layers(Signature.DEFAULT_NAME).layers())
                .extracting(Layer::kind)
                .containsExactly("Relu");
    }

    @Test
    void isAsDeepAsItLikes() throws Exception {
        ModelBuilder builder = new ModelBuilder().input("x", -1, 4);
        String last = "x";
        for (int i = 0; i < 50_000; i++) {
            String name = "n" + i;
            builder.floats(name, i % 2 == 0 ? "Relu" : "Identity", last);
            last = name;
        }
        SourceModel model = read(builder.output("y", last + ":0"));
        assertThat(model.layers(Signature.DEFAULT_NAME).size()).isEqualTo(25_000);
    }

    @Test
    void mayNotGrowWithoutBoundWhenFunctionsAreExpanded() {
        ModelBuilder builder = new ModelBuilder().input("x", -1, 4).function(function("f0", "Relu", "Relu"));
        for (int i = 1; i < 40; i++) {
            builder.function(function("f" + i, "f" + (i - 1), "f" + (i - 1)));
        }
        builder.node("call", "f39", List.of("x")).output("y", "call:0");
        assertThatThrownBy(() -> read(builder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("once all");
    }

    @Test
    void isRefusedIfAPlaceholderIsNotFed() {
        ModelBuilder builder = new ModelBuilder()
                .input("x", -1, 4)
                .node("forgotten", "Placeholder", List.of(), "dtype", ModelBuilder.type(DataType.DT_FLOAT))
                .floats("add", "AddV2", "x", "forgotten")
                .output("y", "add:0");
        assertThatThrownBy(() -> read(builder))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.where()).contains("forgotten"))
                .hasMessageContaining("does not feed");
    }

    @Test
    void isRefusedIfTypesDoNotFit() {
        ModelBuilder builder = new ModelBuilder()
                .input("x", -1, 4)
                .node("tanh", "Tanh", List.of("x"), "T", ModelBuilder.type(DataType.DT_DOUBLE))
                .output("y", "tanh:0");
        assertThatThrownBy(() -> read(builder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("node 'tanh'")
                .hasMessageContaining("DT_DOUBLE");
    }

    @Test
    void isRefusedIfAControlDependencyHasAnEffect() {
        ModelBuilder builder = new ModelBuilder()
                .input("x", -1, 4)
                .node("stop", "Abort", List.of())
                .floats("tanh", "Tanh", "x", "^stop")
                .output("y", "tanh:0");
        assertThatThrownBy(() -> read(builder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Abort");
    }

    @Test
    void hasLimitsThatTheCallerSets() throws Exception {
        Path model = Models.small("digits", 1);
        SavedModelReader reader = new SavedModelReader();
        long ample = 1 << 20;
        assertThatThrownBy(() -> reader.read(model, new ModelLimits(1_000, ample, 1_000)))
                .hasMessageContaining("limit is 1000");
        assertThatThrownBy(() -> reader.read(model, new ModelLimits(ample, 1_000, 1_000)))
                .hasMessageContaining("limit is 1000");
        assertThatThrownBy(() -> reader.read(model, new ModelLimits(ample, ample, 20)))
                .hasMessageContaining("more than 20 nodes");
    }

    /** Two operations or calls on a float, one after the other. */
    private static FunctionDef function(String name, String first, String second) {
        FunctionDef.Builder function = FunctionDef.newBuilder();
        function.getSignatureBuilder().setName(name);
        function.getSignatureBuilder().addInputArgBuilder().setName("a").setType(DataType.DT_FLOAT);
        function.getSignatureBuilder().addOutputArgBuilder().setName("r").setType(DataType.DT_FLOAT);
        String output = first.equals("Relu") ? ":activations:0" : ":r:0";
        function.addNodeDef(
                ModelBuilder.nodeDef("one", first, List.of("a"), "T", ModelBuilder.type(DataType.DT_FLOAT)));
        function.addNodeDef(ModelBuilder.nodeDef(
                "two", second, List.of("one" + output), "T", ModelBuilder.type(DataType.DT_FLOAT)));
        function.putRet("r", "two" + output);
        return function.build();
    }

    private SourceModel read(ModelBuilder builder) throws Exception {
        return Models.read(builder.write(folder.resolve("model")));
    }
}
