package hewn.bench.model;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as it is: each segment is a layer with its float32 weights, a cut carries the float32 tensor that is alive
 * there. Of activations the sum of a segment's input and outputs is taken, as if none of them was freed while it runs.
 * The figures tell nothing of work, so that a layer's FLOPs are 0.
 */
public final class TrueGraph {
    private TrueGraph() {}

    /**
     * The layer graph of a network.
     *
     * @param figures of the network
     * @return one layer for each segment, named after the candidate that ends it
     */
    public static LayerGraph of(NetworkFigures figures) {
        int layers = figures.candidates().size() - 1;
        List<Layer> all = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(segment(figures, i));
        }
        for (int p = 0; p <= layers; p++) {
            cuts.add(ByteCut.at(p, figures.tensorBytes().get(p)));
        }
        return new LayerGraph(all, cuts);
    }

    private static Layer segment(NetworkFigures figures, int i) {
        long weights = figures.weightBytes().get(i);
        long outputs = figures.memoryBytes().get(i) - weights;
        return new Layer(
                figures.candidates().get(i + 1),
                "segment",
                0,
                weights,
                figures.tensorBytes().get(i) + outputs);
    }
}
