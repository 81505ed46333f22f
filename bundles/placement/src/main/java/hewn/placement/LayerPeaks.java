package hewn.placement;

import hewn.graph.Layer;
import hewn.graph.LayerGraph;
import hewn.graph.LayerRange;
import java.util.function.ToLongFunction;

/**
 * Answers in constant time what the layers of any range have at most.
 *
 * <p>A sparse table: the peaks of all ranges whose length is a power of two. Any range is covered by two of them.
 */
final class LayerPeaks {
    /** {@code peaks[k][p]} is the peak of the {@code 1 << k} layers from position p on. */
    private final long[][] peaks;

    LayerPeaks(LayerGraph graph, ToLongFunction<Layer> figure) {
        int size = graph.size();
        peaks = new long[log2(size) + 1][];
        peaks[0] = graph.layers().stream().mapToLong(figure).toArray();
        for (int k = 1; k < peaks.length; k++) {
            int half = 1 << k - 1;
            peaks[k] = new long[size - 2 * half + 1];
            for (int p = 0; p < peaks[k].length; p++) {
                peaks[k][p] = Math.max(peaks[k - 1][p], peaks[k - 1][p + half]);
            }
        }
    }

    long of(LayerRange range) {
        int k = log2(range.size());
        return Math.max(peaks[k][range.from()], peaks[k][range.to() - (1 << k)]);
    }

    private static int log2(int value) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    }
}
