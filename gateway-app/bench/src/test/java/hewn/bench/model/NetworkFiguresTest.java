package hewn.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFiguresTest {
    static Iterable<String> names() {
        return NetworkFigures.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void areReadForEveryNetwork(String name) {
        NetworkFigures figures = NetworkFigures.of(name);
        assertThat(figures.name()).isEqualTo(name);
        assertThat(PublishedGraph.of(figures).size())
                .isEqualTo(figures.candidates().size());
        assertThat(TrueGraph.of(figures).size()).isEqualTo(figures.candidates().size() - 1);
    }

    @Test
    void giveThePublishedSizeOfACut() {
        LayerGraph resnet = PublishedGraph.of(NetworkFigures.of("ResNet50"));
        assertThat(resnet.layers().get(6).name()).isEqualTo("pool1_pool");
        assertThat(resnet.cuts().get(7).bytes(1)).isEqualTo(PublishedGraph.bytesOfMbit(17.0138889));
        assertThat(resnet.weightBytes(resnet.whole())).isEqualTo(173_515_448);
    }

    @Test
    void giveTheTrueSizeOfACut() {
        LayerGraph resnet = TrueGraph.of(NetworkFigures.of("ResNet50"));
        assertThat(resnet.layers().get(5).name()).isEqualTo("pool1_pool");
        assertThat(resnet.cuts().get(6).bytes(1)).isEqualTo(56 * 56 * 64 * 4);
        assertThat(resnet.weightBytes(new LayerRange(39, 40))).isEqualTo((2048 + 1) * 1000 * 4);
    }

    @Test
    void giveTheStagesOfThePaper() {
        NetworkFigures figures = NetworkFigures.of("InceptionResNetV2");
        assertThat(PublishedStages.of(figures, 16L << 20).size()).isEqualTo(25);
        assertThat(PublishedStages.of(figures, 128L << 20).size()).isEqualTo(3);
        assertThatThrownBy(() -> PublishedStages.of(figures, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("InceptionResNetV2 has no stages of 1 bytes");
    }

    @Test
    void areNotThereForOthers() {
        assertThatThrownBy(() -> NetworkFigures.of("LeNet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ResNet50")
                .hasMessageContaining("'LeNet'");
    }
}
