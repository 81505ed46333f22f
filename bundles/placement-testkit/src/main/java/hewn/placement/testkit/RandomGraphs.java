package hewn.placement.testkit;

import hewn.graph.Cut;
import hewn.graph.EarlyExit;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Layer graphs as models have them: work and weights over several orders of magnitude, layers without either, and
 * tensors that bypass layers, so that cut sets hold one tensor or several.
 */
public final class RandomGraphs {
    private static final double LEAST_FLOPS = 1e5;
    private static final double MOST_FLOPS = 1e9;
    private static final double LEAST_WEIGHT_BYTES = 1e3;
    private static final double MOST_WEIGHT_BYTES = 64e6;
    private static final double LEAST_ELEMENTS = 10;
    private static final double MOST_ELEMENTS = 1e6;
    private static final int LONGEST_SKIP = 4;
    private static final double SKIP_PROBABILITY = 0.3;
    private static final double IDLE_PROBABILITY = 0.1;
    private static final double EXITS_PROBABILITY = 0.2;

    private final RandomGenerator random;

    /**
     * Graphs from a source of randomness.
     *
     * @param random seeded by the caller
     */
    public RandomGraphs(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The next graph.
     *
     * @param layers how many layers it has, at least 1
     * @return a graph
     */
    public LayerGraph next(int layers) {
        List<List<TensorSpec>> alive = aliveTensors(layers);
        List<Cut> cuts = new ArrayList<>();
        for (int p = 0; p <= layers; p++) {
            cuts.add(new Cut(p, alive.get(p)));
        }
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            all.add(layer(i, cuts.get(i).bytes(1) + cuts.get(i + 1).bytes(1)));
        }
        return new LayerGraph(all, cuts, exits(layers));
    }

    /** One model in five answers some of its samples early, at one or two places. */
    private List<EarlyExit> exits(int layers) {
        if (layers < 3 || random.nextDouble() >= EXITS_PROBABILITY) {
            return List.of();
        }
        return random.ints(2, 1, layers)
                .distinct()
                .mapToObj(position -> new EarlyExit(position, random.nextDouble() / 2))
                .toList();
    }

    private Layer layer(int index, long tensorBytes) {
        boolean idle = random.nextDouble() < IDLE_PROBABILITY;
        return new Layer(
                "layer_" + index,
                idle ? "Reshape" : "Conv2D",
                idle ? 0 : (long) between(LEAST_FLOPS, MOST_FLOPS),
                idle ? 0 : (long) between(LEAST_WEIGHT_BYTES, MOST_WEIGHT_BYTES),
                (long) (tensorBytes * (1 + random.nextDouble())));
    }

    /** For each position the tensor that is made right before it, and those made earlier that are still needed. */
    private List<List<TensorSpec>> aliveTensors(int layers) {
        List<List<TensorSpec>> alive = new ArrayList<>();
        for (int p = 0; p <= layers; p++) {
            alive.add(new ArrayList<>());
        }
        for (int made = 0; made <= layers; made++) {
            int skip = random.nextDouble() < SKIP_PROBABILITY ? random.nextInt(LONGEST_SKIP) : 0;
            TensorSpec tensor =
                    new TensorSpec("tensor_" + made, ElementType.FLOAT32, PartialShape.batchOf(new Shape(List.of((long)
                            between(LEAST_ELEMENTS, MOST_ELEMENTS)))));
            for (int p = made; p <= Math.min(layers, made + skip); p++) {
                alive.get(p).add(tensor);
            }
        }
        return alive;
    }

    /** Log-uniform. */
    private double between(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
