package hewn.bench.heterogeneous;

import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers whose work is drawn, where only its sum is known: one may have up to nine times the work of another. */
final class DrawnWork {
    private static final double LEAST_SHARE = 1.0 / 3;
    private static final double MOST_SHARE = 3;

    private DrawnWork() {}

    /**
     * A graph with work.
     *
     * @param graph whose layers' FLOPs are replaced
     * @param flops of all layers
     * @param seed of the shares
     */
    static LayerGraph of(LayerGraph graph, double flops, long seed) {
        Draw draw = new Draw(seed);
        double[] shares = graph.layers().stream()
                .mapToDouble(layer -> draw.logUniform(LEAST_SHARE, MOST_SHARE))
                .toArray();
        double all = Arrays.stream(shares).sum();
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            long work = (long) (flops * shares[layers.size()] / all);
            layers.add(new Layer(layer.name(), layer.kind(), work, layer.weightBytes(), layer.peakActivationBytes()));
        }
        return new LayerGraph(layers, graph.cuts());
    }
}
