package hewn.placement;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerFiguresTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 33, 64})
    void sumsAndPeaksOfEveryRangeAreThoseOfItsLayers(int size) {
        LayerGraph graph = graph(size, new Random(size));
        LayerSums sums = new LayerSums(graph, Layer::flops);
        LayerPeaks peaks = new LayerPeaks(graph, Layer::peakActivationBytes);
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to <= size; to++) {
                LayerRange range = new LayerRange(from, to);
                assertThat(sums.of(range)).as("sum of %s", range).isEqualTo(graph.flops(range));
                assertThat(peaks.of(range)).as("peak of %s", range).isEqualTo(graph.peakActivationBytes(range));
            }
        }
    }

    private static LayerGraph graph(int size, Random random) {
        List<Layer> layers = IntStream.range(0, size)
                .mapToObj(i -> new Layer("layer_" + i, "Conv2D", random.nextInt(1000), 0, random.nextInt(1000)))
                .toList();
        return new LayerGraph(
                layers,
                IntStream.rangeClosed(0, size)
                        .mapToObj(p -> new Cut(p, List.of()))
                        .toList());
    }
}
