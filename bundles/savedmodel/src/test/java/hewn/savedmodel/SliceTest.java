package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import hewn.tensor.TensorSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;

class SliceTest {
    @TempDir
    private Path folder;

    @Test
    void isCalledByTheNamesOfItsCuts() throws Exception {
        Slice slice = Slices.write(Models.read(Models.small("digits", 1)), 2, 5, folder);
        assertThat(slice.inputs()).extracting(TensorSpec::toString).containsExactly("conv2 FLOAT32[?,8,8,32]");
        assertThat(slice.outputs()).extracting(TensorSpec::toString).containsExactly("gap FLOAT32[?,64]");
        SignatureDef signature = Slices.graph(folder).getSignatureDefOrThrow(Signature.DEFAULT_NAME);
        assertThat(signature.getInputsMap()).containsOnlyKeys("conv2");
        assertThat(signature.getOutputsMap()).containsOnlyKeys("gap");
    }

    @Test
    void leavesWhatItDoesNotNeedToTheBypass() throws Exception {
        SourceModel unet = Models.read(Models.small("unet", 1));
        Slice slice = Slices.write(unet, 9, 12, folder);
        assertThat(slice.inputs()).extracting(TensorSpec::name).containsExactly("pool2");
        assertThat(slice.outputs()).extracting(TensorSpec::name).containsExactly("up2");
        assertThat(slice.bypass()).containsExactly("conv_down0b", "conv_down1b", "conv_down2b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits", "digits-exits", "unet", "wide_deep", "lstm", "version-stamp"})
    void carriesItsWeightsOnceAndNothingElse(String model) throws Exception {
        SourceModel source = Models.read(Models.small(model, 1));
        LayerGraph graph = source.layers(Signature.DEFAULT_NAME);
        long structureBytes = 60_000;
        Slice whole = Slices.whole(source, folder.resolve("whole"));
        assertThat(whole.sizeBytes())
                .isBetween(graph.weightBytes(graph.whole()), graph.weightBytes(graph.whole()) + structureBytes);
        long sum = 0;
        for (int i = 0; i < graph.size(); i++) {
            sum += Slices.write(source, i, i + 1, folder.resolve("slice" + i)).sizeBytes();
        }
        assertThat(sum).isLessThan(whole.sizeBytes() + 2_000L * graph.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits",
                "lstm",
                "wide_deep",
                "control-flow",
                "lookups",
                "nested-calls",
                "tf1-variables",
                "tf1-resources",
                "tf1-frozen"
            })
    void holdsNoVariablesNoPlacementAndNoNotesOfTheExporter(String model) throws Exception {
        Slices.whole(Models.read(Models.small(model, 1)), folder);
        GraphDef graph = Slices.graph(folder).getGraphDef();
        assertThat(Slices.operations(folder))
                .doesNotContain("VarHandleOp", "ReadVariableOp", "StatefulPartitionedCall", "While");
        for (NodeDef node : graph.getNodeList()) {
            assertThat(node.getDevice()).isEmpty();
            assertThat(node.getAttrMap()).doesNotContainKeys("_class", "_output_shapes", "_read_only_resource_inputs");
        }
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            assertThat(function.getSignature().getIsStateful()).isFalse();
            assertThat(function.getNodeDefList()).extracting(NodeDef::getOp).doesNotContain("ReadVariableOp");
        }
    }

    @Test
    void carriesTheFunctionsOfItsOwnLoopsAlone() throws Exception {
        SourceModel lstm = Models.read(Models.small("lstm", 1));
        Slices.write(lstm, 0, 1, folder.resolve("first"));
        Slices.write(lstm, 2, 3, folder.resolve("last"));
        MetaGraphDef first = Slices.graph(folder.resolve("first"));
        assertThat(first.getGraphDef().getLibrary().getFunctionList())
                .extracting(f -> f.getSignature().getName())
                .containsExactly("functional_1_lstm1_1_while_body", "functional_1_lstm1_1_while_cond");
        assertThat(Slices.graph(folder.resolve("last"))
                        .getGraphDef()
                        .getLibrary()
                        .getFunctionCount())
                .isZero();
    }

    @Test
    void isTheSameForTwoSignaturesOfTheSameFunction() throws Exception {
        SourceModel digits = Models.read(Models.small("digits", 1));
        Slice one = digits.writeSlice(
                "serving_default", digits.layers("serving_default").whole(), folder);
        Slice other = digits.writeSlice("serve", digits.layers("serve").whole(), folder);
        assertThat(one.digest()).isEqualTo(other.digest());
    }

    @Test
    void isAskedForWithinTheLayersOfASignatureThatThereIs() throws Exception {
        SourceModel digits = Models.read(Models.small("digits", 1));
        assertThatThrownBy(() -> Slices.write(digits, 3, 8, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 layers");
        assertThatThrownBy(() -> digits.layers("train"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'train'");
    }
}
