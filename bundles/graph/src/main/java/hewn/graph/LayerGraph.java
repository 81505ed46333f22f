package hewn.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * What a model computes: its layers in one fixed topological order, and the tensors between them.
 *
 * @param layers at least one, in the order in which they run
 * @param cuts one more than layers: {@code cuts.get(p).position() == p}
 * @param exits where it may answer early, each at another position before the end; most models have none
 */
public record LayerGraph(List<Layer> layers, List<Cut> cuts, List<EarlyExit> exits) {
    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there is no layer, a cut is missing or out of place, a name occurs twice, or
     *     early exits are out of place or take more than all samples
     */
    public LayerGraph {
        layers = List.copyOf(layers);
        cuts = List.copyOf(cuts);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a layer graph has at least one layer");
        }
        if (cuts.size() != layers.size() + 1) {
            throw new IllegalArgumentException(
                    layers.size() + " layers have " + (layers.size() + 1) + " cuts, but got " + cuts.size());
        }
        for (int p = 0; p < cuts.size(); p++) {
            if (cuts.get(p).position() != p) {
                throw new IllegalArgumentException(
                        "cut number " + p + " has position " + cuts.get(p).position());
            }
        }
        if (layers.stream().map(Layer::name).distinct().count() != layers.size()) {
            throw new IllegalArgumentException("two layers have the same name");
        }
        exits = exits.stream()
                .sorted(Comparator.comparingInt(EarlyExit::position))
                .toList();
        requireExits(layers.size(), exits);
    }

    /**
     * A graph that never answers early.
     *
     * @param layers at least one, in the order in which they run
     * @param cuts one more than layers: {@code cuts.get(p).position() == p}
     * @throws IllegalArgumentException if there is no layer, a cut is missing or out of place, or a name occurs twice
     */
    public LayerGraph(List<Layer> layers, List<Cut> cuts) {
        this(layers, cuts, List.of());
    }

    private static void requireExits(int layers, List<EarlyExit> exits) {
        if (exits.stream().map(EarlyExit::position).distinct().count() != exits.size()
                || exits.stream().anyMatch(exit -> exit.position() >= layers)) {
            throw new IllegalArgumentException("early exits lie at different positions before " + layers + ", but are "
                    + exits.stream().map(EarlyExit::position).toList());
        }
        double all = exits.stream().mapToDouble(EarlyExit::probability).sum();
        if (all > 1 + 1e-9) {
            throw new IllegalArgumentException("the probabilities of early exits add up to 1 at most, but to " + all);
        }
    }

    /**
     * This graph with early exits.
     *
     * @param stated where it may answer early
     * @return a copy
     * @throws IllegalArgumentException if they are out of place or take more than all samples
     */
    public LayerGraph withExits(List<EarlyExit> stated) {
        return new LayerGraph(layers, cuts, stated);
    }

    /**
     * How many of all samples get as far as a cut.
     *
     * @param position of the cut
     * @return the part from 0 to 1 that no exit before it answered: those at the position itself go no further
     */
    public double reach(int position) {
        double left = exits.stream()
                .filter(exit -> exit.position() <= position)
                .mapToDouble(EarlyExit::probability)
                .sum();
        return Math.max(0, 1 - left);
    }

    /**
     * The number of layers.
     *
     * @return at least 1
     */
    public int size() {
        return layers.size();
    }

    /**
     * All layers as one range.
     *
     * @return from 0 to {@link #size()}
     */
    public LayerRange whole() {
        return new LayerRange(0, size());
    }

    /**
     * The work of some layers.
     *
     * @param range within this graph
     * @return floating-point operations of one sample
     */
    public long flops(LayerRange range) {
        return in(range).stream().mapToLong(Layer::flops).sum();
    }

    /**
     * The constants of some layers.
     *
     * @param range within this graph
     * @return their size in bytes
     */
    public long weightBytes(LayerRange range) {
        return in(range).stream().mapToLong(Layer::weightBytes).sum();
    }

    /**
     * The most that some layers, run in order, keep alive at one time.
     *
     * @param range within this graph
     * @return the size in bytes for one sample
     */
    public long peakActivationBytes(LayerRange range) {
        return in(range).stream().mapToLong(Layer::peakActivationBytes).max().orElse(0);
    }

    /**
     * Splits all layers at the given positions.
     *
     * @param positions each greater than 0 and less than {@link #size()}
     * @return one range more than positions, in order
     * @throws IllegalArgumentException if a position lies outside
     */
    public List<LayerRange> split(SortedSet<Integer> positions) {
        List<LayerRange> ranges = new ArrayList<>();
        int from = 0;
        for (int position : positions) {
            if (position <= 0 || position >= size()) {
                throw new IllegalArgumentException(
                        "a cut lies between 1 and " + (size() - 1) + ", but got " + position);
            }
            ranges.add(new LayerRange(from, position));
            from = position;
        }
        ranges.add(new LayerRange(from, size()));
        return List.copyOf(ranges);
    }

    /**
     * The positions at which this graph may be cut in two.
     *
     * @return from 1 to one less than {@link #size()}
     */
    public IntStream innerPositions() {
        return IntStream.range(1, size());
    }

    private List<Layer> in(LayerRange range) {
        return layers.subList(range.from(), range.to());
    }
}
