package hewn.savedmodel.internal.shape;

import hewn.tensor.PartialShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a tensor.
 *
 * @param dimensions outermost first; empty as a whole if the rank is unknown
 * @param values the elements of a small tensor of whole numbers, row-major, which others may take for a shape
 */
record Fact(Optional<List<Extent>> dimensions, Optional<List<Extent>> values) {
    /** Sums of so many elements, for as many nodes as there may be, stay far below 63 bits. */
    private static final long MOST_ELEMENTS = 1L << 40;

    /** Nothing is known. */
    static final Fact UNKNOWN = new Fact(Optional.empty(), Optional.empty());

    Fact {
        dimensions = dimensions.map(d -> d.stream().map(Extent::asDimension).toList());
        values = values.map(List::copyOf);
    }

    static Fact of(List<Extent> dimensions) {
        return new Fact(Optional.of(dimensions), Optional.empty());
    }

    static Fact of(Optional<List<Extent>> dimensions) {
        return new Fact(dimensions, Optional.empty());
    }

    static Fact of(PartialShape shape) {
        return of(shape.dimensions().map(ds -> ds.stream().map(Extent::new).toList()));
    }

    static Fact scalar() {
        return of(List.of());
    }

    static Fact scalar(Extent value) {
        return new Fact(Optional.of(List.of()), Optional.of(List.of(value)));
    }

    static Fact vector(List<Extent> values) {
        return new Fact(Optional.of(List.of(Extent.of(values.size()))), Optional.of(values));
    }

    Fact withValues(Optional<List<Extent>> others) {
        return new Fact(dimensions, others);
    }

    /** Its shape; unknown if there are more elements than any tensor has. */
    PartialShape shape() {
        return isTooLarge()
                ? PartialShape.UNKNOWN
                : new PartialShape(
                        dimensions.map(ds -> ds.stream().map(Extent::value).toList()));
    }

    private boolean isTooLarge() {
        return product().filter(p -> p.or(Long.MAX_VALUE) > MOST_ELEMENTS).isPresent();
    }

    /** The number of elements, with unknown dimensions counted as 1; 0 if the rank is unknown or there are too many. */
    long elements() {
        return isTooLarge() ? 0 : product().orElse(Extent.of(0)).or(0);
    }

    /** Empty if the rank is unknown; unknown if there are more elements than can be counted. */
    private Optional<Extent> product() {
        if (dimensions.isEmpty()) {
            return Optional.empty();
        }
        Extent product = Extent.of(1);
        for (Extent dimension : dimensions.get()) {
            product = product.times(Extent.of(dimension.or(1)));
        }
        return Optional.of(product);
    }

    Optional<Integer> rank() {
        return dimensions.map(List::size);
    }

    /** This with what an exporter noted; where the two contradict each other this is right. */
    Fact met(PartialShape exported) {
        if (exported.dimensions().isEmpty()) {
            return this;
        }
        PartialShape known = shape();
        return new Fact(Fact.of(Shapes.meet(known, exported).orElse(known)).dimensions, values);
    }

    /** The dimension at an index that may count from the end; unknown if there is none. */
    Extent dimension(int index) {
        return dimensions
                .filter(ds -> index < ds.size() && index >= -ds.size())
                .map(ds -> ds.get(index < 0 ? index + ds.size() : index))
                .orElse(Extent.UNKNOWN);
    }

    /** The same dimensions but one. */
    Optional<List<Extent>> withDimension(int index, Extent extent) {
        return dimensions.filter(ds -> index < ds.size() && index >= -ds.size()).map(ds -> {
            List<Extent> changed = new ArrayList<>(ds);
            changed.set(index < 0 ? index + ds.size() : index, extent);
            return changed;
        });
    }
}
