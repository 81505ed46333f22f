package hewn.bench.model;

import hewn.graph.Cut;
import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as SEIFER counts it: each candidate is a layer, a cut after it carries what the paper takes for its tensor,
 * and its memory is what the paper takes for it, which adds up over the layers of a stage. Nothing computes.
 *
 * <p>A candidate's memory is that of the segment which begins with it. With this reading, the least-sum cuts are those
 * of the paper's own program, though its physical sense would be that a segment belongs to the candidate after it.
 *
 * <p>It is to be used with {@link hewn.placement.Overheads#NONE} and without memory to be left free.
 */
public final class PublishedGraph {
    private static final int BYTES_PER_MBIT = (1 << 20) / Byte.SIZE;

    private PublishedGraph() {}

    /**
     * The layer graph of a network.
     *
     * @param figures of the network
     * @return one layer for each candidate
     */
    public static LayerGraph of(NetworkFigures figures) {
        int layers = figures.candidates().size();
        List<Layer> all = new ArrayList<>();
        List<Cut> cuts = new ArrayList<>();
        cuts.add(ByteCut.at(0, figures.tensorBytes().get(0)));
        for (int i = 0; i < layers; i++) {
            long memoryBytes = figures.publishedMemoryBytes().get(i);
            all.add(new Layer(figures.candidates().get(i), "candidate", 0, memoryBytes, 0));
            cuts.add(ByteCut.at(
                    i + 1, bytesOfMbit(figures.publishedTransferMbit().get(i))));
        }
        return new LayerGraph(all, cuts);
    }

    /**
     * The bytes of a size, or of a bandwidth in a second, in the paper's unit.
     *
     * @param mbit units of 2<sup>20</sup> bits
     * @return the size in bytes
     */
    public static long bytesOfMbit(double mbit) {
        return Math.round(mbit * BYTES_PER_MBIT);
    }
}
