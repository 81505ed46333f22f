package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code x[begin:end:stride, ...]} with its masks, as in {@code ValidateStridedSliceOp} of TensorFlow.
 *
 * <p>FLOPs: none.
 */
final class StridedSlicing implements Family {
    @Override
    public Set<String> operations() {
        return Set.of("StridedSlice");
    }

    @Override
    public List<Fact> infer(NodeView node) {
        Optional<List<Extent>> dimensions = node.input(0).dimensions();
        Optional<List<Extent>> begin = node.input(1).values();
        Optional<List<Extent>> end = node.input(2).values();
        Optional<List<Long>> strides = node.knownValues(3);
        boolean plain = node.number("ellipsis_mask", 0) == 0 && node.number("new_axis_mask", 0) == 0;
        if (!plain || dimensions.isEmpty() || begin.isEmpty() || end.isEmpty() || strides.isEmpty()) {
            return List.of(Fact.UNKNOWN);
        }
        int sliced = begin.get().size();
        if (sliced > dimensions.get().size()
                || end.get().size() != sliced
                || strides.get().size() != sliced) {
            return List.of(Fact.UNKNOWN);
        }
        List<Extent> left = new ArrayList<>();
        for (int i = 0; i < dimensions.get().size(); i++) {
            Extent size = dimensions.get().get(i);
            if (i >= sliced) {
                left.add(size);
            } else if (!isSet(node, "shrink_axis_mask", i)) {
                left.add(length(
                        size,
                        begin(node, begin.get(), i),
                        end(node, end.get(), i),
                        strides.get().get(i)));
            }
        }
        return List.of(Fact.of(left).withValues(values(node, begin.get(), end.get(), strides.get())));
    }

    private static boolean isSet(NodeView node, String mask, int bit) {
        return bit < Long.SIZE && (node.number(mask, 0) >> bit & 1) != 0;
    }

    /** Empty stands for the end of the dimension that the stride begins at. */
    private static Optional<Extent> begin(NodeView node, List<Extent> begin, int i) {
        return isSet(node, "begin_mask", i) ? Optional.empty() : Optional.of(begin.get(i));
    }

    private static Optional<Extent> end(NodeView node, List<Extent> end, int i) {
        return isSet(node, "end_mask", i) ? Optional.empty() : Optional.of(end.get(i));
    }

    private static Extent length(Extent size, Optional<Extent> begin, Optional<Extent> end, long stride) {
        if (begin.isEmpty() && end.isEmpty() && Math.abs(stride) == 1) {
            return size;
        }
        boolean known = size.isKnown()
                && begin.orElse(Extent.of(0)).isKnown()
                && end.orElse(Extent.of(0)).isKnown();
        if (!known || stride <= 0) {
            return Extent.UNKNOWN;
        }
        long n = size.or(0);
        long from = clamped(begin.map(b -> b.or(0)).orElse(0L), n);
        long to = clamped(end.map(e -> e.or(0)).orElse(n), n);
        return Extent.of(Math.max(0, to - from)).over(stride);
    }

    private static long clamped(long index, long size) {
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    /** The elements of a slice of a known vector, such as one dimension of a shape. */
    private static Optional<List<Extent>> values(
            NodeView node, List<Extent> begin, List<Extent> end, List<Long> strides) {
        Optional<List<Extent>> values = node.input(0).values();
        boolean isVector = node.input(0).rank().filter(r -> r == 1).isPresent() && begin.size() == 1;
        if (values.isEmpty()
                || !isVector
                || !begin.get(0).isKnown()
                || !end.get(0).isKnown()) {
            return Optional.empty();
        }
        long n = values.get().size();
        long from = isSet(node, "begin_mask", 0) ? 0 : clamped(begin.get(0).or(0), n);
        long to = isSet(node, "end_mask", 0) ? n : clamped(end.get(0).or(0), n);
        if (isSet(node, "shrink_axis_mask", 0)) {
            to = from + 1;
        }
        if (strides.get(0) <= 0 || to > n) {
            return Optional.empty();
        }
        List<Extent> sliced = new ArrayList<>();
        for (long i = from; i < to; i += strides.get(0)) {
            sliced.add(values.get().get((int) i));
        }
        return Optional.of(sliced);
    }

    @Override
    public long flops(NodeView node, List<Fact> outputs) {
        return 0;
    }
}
