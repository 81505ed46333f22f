package hewn.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.LayerGraph;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.SourceModel;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models as people use them, beside the figures that their papers and Keras give. */
class BigModelsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "resnet50, 7.75e9, 25636712, 21",
        "vgg16_features, 30.7e9, 14719818, 15",
        "googlenet, 3.18e9, 6998552, 19",
        "mobilenet_v2, 25.4e6, 1690000, 35"
    })
    void haveTheirFiguresAndManyCutsOfASingleTensor(String model, double flops, long parameters, long singles)
            throws Exception {
        SourceModel source = Models.read(Models.big(model));
        LayerGraph graph = source.layers(Signature.DEFAULT_NAME);
        assertThat((double) graph.flops(graph.whole())).isCloseTo(flops, Percentage.withPercentage(5));
        assertThat(graph.weightBytes(graph.whole())).isCloseTo(4 * parameters, Percentage.withPercentage(1));
        assertThat(graph.cuts().stream().filter(c -> c.tensors().size() == 1).count())
                .isGreaterThanOrEqualTo(singles);
        Slice whole = source.writeSlice(Signature.DEFAULT_NAME, graph.whole(), folder);
        assertThat(whole.sizeBytes()).isCloseTo(graph.weightBytes(graph.whole()), Percentage.withPercentage(2));
    }
}
