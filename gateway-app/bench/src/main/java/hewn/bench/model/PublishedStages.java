package hewn.bench.model;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network that is cut already: the fewest bytes in sum, with every stage within a capacity. Of a stage's segments, the
 * one that follows the cut before it is left out. The cuts are those of the paper then, as with {@link PublishedGraph};
 * but at 16 MiB, InceptionResNetV2 has 25 stages, and not 31. No sum over layers can express that.
 *
 * <p>Each stage is a layer that takes all of the capacity, so that there is nothing left to choose but devices.
 */
public final class PublishedStages {
    private final NetworkFigures figures;
    private final long capacityBytes;

    private PublishedStages(NetworkFigures figures, long capacityBytes) {
        this.figures = figures;
        this.capacityBytes = capacityBytes;
    }

    /**
     * The stages of a network.
     *
     * @param figures of the network
     * @param capacityBytes the memory of each device
     * @return one layer for each stage
     * @throws IllegalArgumentException if the network can't be cut into stages that fit
     */
    public static LayerGraph of(NetworkFigures figures, long capacityBytes) {
        return new PublishedStages(figures, capacityBytes).graph();
    }

    private LayerGraph graph() {
        List<Integer> candidates = cuts();
        List<Layer> layers = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        cuts.add(ByteCut.at(0, figures.tensorBytes().get(0)));
        for (int candidate : candidates) {
            cuts.add(ByteCut.at(cuts.size(), bytes(candidate)));
            layers.add(new Layer(figures.candidates().get(candidate), "stage", 0, capacityBytes, 0));
        }
        return new LayerGraph(layers, cuts);
    }

    /** The candidate that ends each stage: a shortest path. */
    private List<Integer> cuts() {
        int last = figures.candidates().size() - 1;
        double[] sum = new double[last + 1];
        int[] start = new int[last + 1];
        Arrays.fill(sum, 1, last + 1, Double.POSITIVE_INFINITY);
        for (int end = 1; end <= last; end++) {
            for (int from = 0; from < end; from++) {
                double total = sum[from] + bytes(end);
                if (total < sum[end] && memoryBytes(from, end) <= capacityBytes) {
                    sum[end] = total;
                    start[end] = from;
                }
            }
        }
        if (Double.isInfinite(sum[last])) {
            throw new IllegalArgumentException(figures.name() + " has no stages of " + capacityBytes + " bytes");
        }
        List<Integer> ends = new ArrayList<>();
        for (int end = last; end > 0; end = start[end]) {
            ends.add(0, end);
        }
        return ends;
    }

    private long bytes(int candidate) {
        return PublishedGraph.bytesOfMbit(figures.publishedTransferMbit().get(candidate));
    }

    private long memoryBytes(int from, int end) {
        return figures.publishedMemoryBytes().subList(from == 0 ? 0 : from + 1, end).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
