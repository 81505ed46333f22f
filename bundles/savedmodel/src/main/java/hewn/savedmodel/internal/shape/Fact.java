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

    /** Its shape; unknown if the dimensions known together are larger than any tensor. */
    PartialShape shape() {
        try {
            PartialShape shape = new PartialShape(
                    dimensions.map(ds -> ds.stream().map(Extent::value).toList()));
            shape.fill(1);
            return shape;
        } catch (IllegalArgumentException tooLarge) {
            return PartialShape.UNKNOWN;
        }
    }

    /** The number of elements, with unknown dimensions counted as 1; 0 if the rank is unknown. */
    long elements() {
        return shape().fill(1).map(s -> s.elements()).orElse(0L);
    }

    Optional<Integer> rank() {
        return dimensions.map(List::size);
    }

    /** This with what an exporter noted; where the two contradict each other this is right. */
    Fact met(PartialShape exported) {
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
