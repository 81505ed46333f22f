package hewn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerGraphTest {
    private final LayerGraph graph = graph(4);

    @Test
    void splitsAtPositionsIntoRangesThatCoverAllLayers() {
        assertThat(graph.split(new TreeSet<>(List.of(1, 3))))
                .containsExactly(new LayerRange(0, 1), new LayerRange(1, 3), new LayerRange(3, 4));
        assertThat(graph.split(new TreeSet<>())).containsExactly(graph.whole());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.split(new TreeSet<>(List.of(4))))
                .withMessageContaining("between 1 and 3");
    }

    @Test
    void addsUpWorkAndWeightsAndTakesTheLargestActivation() {
        LayerRange middle = new LayerRange(1, 3);
        assertThat(graph.flops(middle)).isEqualTo(1 + 2);
        assertThat(graph.weightBytes(middle)).isEqualTo(10 + 20);
        assertThat(graph.peakActivationBytes(middle)).isEqualTo(200);
    }

    @Test
    void cutsCountTheBytesOfAllTheirTensors() {
        assertThat(graph.cuts().get(2).bytes(5)).isEqualTo(5 * 4);
    }

    @Test
    void refusesCutsThatAreMissingOrOutOfPlaceAndNamesThatOccurTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LayerGraph(List.of(), List.of(cut(0))));
        assertThatIllegalArgumentException().isThrownBy(() -> new LayerGraph(List.of(layer(0)), List.of(cut(0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerGraph(List.of(layer(0)), List.of(cut(1), cut(0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerGraph(List.of(layer(0), layer(0)), List.of(cut(0), cut(1), cut(2))));
    }

    private static LayerGraph graph(int size) {
        return new LayerGraph(
                IntStream.range(0, size).mapToObj(LayerGraphTest::layer).toList(),
                IntStream.rangeClosed(0, size).mapToObj(LayerGraphTest::cut).toList());
    }

    private static Layer layer(int index) {
        return new Layer("layer" + index, "MatMul", index, 10L * index, 100L * index);
    }

    private static Cut cut(int position) {
        TensorSpec tensor = new TensorSpec("t", ElementType.FLOAT32, PartialShape.batchOf(Shape.of()));
        return new Cut(position, List.of(tensor));
    }

    @Test
    void fewerSamplesGetPastAnEarlyExit() {
        LayerGraph early = graph.withExits(List.of(new EarlyExit(1, 0.25)));
        assertThat(early.reach(0)).isEqualTo(1);
        assertThat(early.reach(1)).isEqualTo(0.75);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.withExits(List.of(new EarlyExit(graph.size(), 0.5))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.withExits(List.of(new EarlyExit(1, 0.6), new EarlyExit(2, 0.6))));
    }
}
