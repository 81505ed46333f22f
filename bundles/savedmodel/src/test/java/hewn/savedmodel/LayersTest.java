package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.inference.ModelException;
import hewn.inference.Signature;
import hewn.inference.SourceModel;
import hewn.tensor.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void areConvolutionsWithTheirBatchNormAndActivationNamedAsTheUserNamedThem() throws ModelException {
        assertThat(names(layers("digits")))
                .containsExactly("conv1", "conv2", "pool", "conv3", "gap", "dense1", "probabilities");
    }

    @Test
    void areScopesWhereThereIsNoHeavyOperation() throws ModelException {
        assertThat(names(layers("version-stamp")))
                .containsExactly("stage_0", "stage_1", "stage_2", "stage_3", "stage_4", "stage_5");
    }

    @Test
    void keepLoopsWhole() throws ModelException {
        LayerGraph lstm = layers("lstm");
        assertThat(names(lstm)).containsExactly("lstm1", "lstm2", "class");
        assertThat(lstm.layers()).extracting(Layer::kind).containsExactly("StatelessWhile", "StatelessWhile", "MatMul");
    }

    @Test
    void haveLongSkipConnectionsInEveryCutBetween() throws ModelException {
        Cut middle = layers("unet").cuts().get(11);
        assertThat(middle.tensors())
                .extracting(TensorSpec::toString)
                .containsExactly(
                        "conv_down0b FLOAT32[?,64,64,8]",
                        "conv_down1b FLOAT32[?,32,32,16]",
                        "conv_down2b FLOAT32[?,16,16,32]",
                        "conv_midb FLOAT32[?,8,8,64]");
    }

    @Test
    void computeTheFlopsOfTheirFormulas() throws ModelException {
        Layer conv1 = layers("digits").layers().get(0);
        long elements = 8 * 8 * 16;
        long taps = 3 * 3;
        long batchNormAndActivation = 3 * elements;
        assertThat(conv1.flops()).isEqualTo(2 * taps * elements + batchNormAndActivation);
    }

    @Test
    void countTheWorkOfEveryRoundOfALoop() throws ModelException {
        long matrixProducts = 20 * (2 * 8 * 96 + 2 * 24 * 96);
        assertThat(layers("lstm").layers().get(0).flops()).isBetween(matrixProducts, matrixProducts * 3 / 2);
    }

    @Test
    void holdEachWeightOnce() throws ModelException {
        LayerGraph digits = layers("digits");
        long parameters = (9 * 16 + 4 * 16) + (9 * 16 * 32 + 4 * 32) + (9 * 32 * 64 + 4 * 64) + 65 * 64 + 65 * 10;
        assertThat(digits.weightBytes(digits.whole())).isBetween(4 * parameters, 4 * parameters + 100);
    }

    @Test
    void giveEveryOutputItsNameWhereverItIsComputed() throws ModelException {
        LayerGraph exits = layers("digits-exits");
        assertThat(exits.cuts().get(exits.size()).tensors())
                .extracting(TensorSpec::name)
                .containsExactly("exit_0", "exit_1", "final");
        assertThat(exits.cuts().get(5).tensors()).extracting(TensorSpec::name).contains("exit_0");
    }

    @Test
    void joinInputsThatAreReadLate() throws ModelException {
        SourceModel wideDeep = Models.read(Models.small("wide_deep", 1));
        Signature signature = wideDeep.signatures().get(0);
        assertThat(signature.name()).isEqualTo(Signature.DEFAULT_NAME);
        assertThat(signature.inputs())
                .extracting(TensorSpec::toString)
                .containsExactly("features FLOAT32[?,13]", "ids INT32[?,4]");
        assertThat(signature.outputs())
                .extracting(TensorSpec::toString)
                .containsExactly("probability FLOAT32[?,1]", "rating FLOAT32[?,1]");
        assertThat(wideDeep.layers(signature.name()).cuts().get(4).tensors())
                .extracting(TensorSpec::name)
                .contains("features");
    }

    @Test
    void differBetweenSignaturesThatComputeOtherThings() throws ModelException {
        SourceModel model = Models.read(Models.small("control-flow", 1));
        assertThat(model.signatures()).extracting(Signature::name).containsExactly("serving_default", "choice", "loop");
        assertThat(model.layers("serving_default").layers())
                .extracting(Layer::kind)
                .containsExactly("Sum", "StatelessIf");
        assertThat(model.layers("choice").layers()).extracting(Layer::kind).containsExactly("Sum", "StatelessCase");
        assertThat(model.layers("loop").layers()).extracting(Layer::kind).containsExactly("StatelessWhile");
    }

    @Test
    void areMadeOfTensorFlow1GraphsToo() throws ModelException {
        LayerGraph variables = layers("tf1-variables");
        assertThat(variables.layers()).extracting(Layer::kind).containsExactly("Conv2D", "MaxPool", "MatMul");
        assertThat(layers("tf1-resources").flops(variables.whole())).isEqualTo(variables.flops(variables.whole()));
        assertThat(layers("tf1-frozen").flops(variables.whole())).isEqualTo(variables.flops(variables.whole()));
    }

    @Test
    void areTheSameForEverySignatureOfTheSameFunction() throws ModelException {
        SourceModel digits = Models.read(Models.small("digits", 1));
        assertThat(digits.signatures()).extracting(Signature::name).containsExactly("serving_default", "serve");
        assertThat(digits.layers("serve")).isEqualTo(digits.layers("serving_default"));
    }

    private static LayerGraph layers(String model) throws ModelException {
        return Models.read(Models.small(model, 1)).layers(Signature.DEFAULT_NAME);
    }

    private static List<String> names(LayerGraph graph) {
        return graph.layers().stream().map(Layer::name).toList();
    }
}
