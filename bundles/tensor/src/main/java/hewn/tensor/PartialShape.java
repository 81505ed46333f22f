package hewn.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What is known of a tensor's shape before it is there: perhaps not even its rank.
 *
 * @param dimensions outermost first, a dimension that is free is empty; empty as a whole if the rank is unknown
 */
public record PartialShape(Optional<List<OptionalLong>> dimensions) {
    /** Nothing is known. */
    public static final PartialShape UNKNOWN = new PartialShape(Optional.empty());

    /**
     * Validates and copies the dimensions.
     *
     * @throws IllegalArgumentException if a known dimension is negative
     */
    public PartialShape {
        dimensions = dimensions.map(List::copyOf);
        if (dimensions.stream().flatMap(List::stream).anyMatch(d -> d.isPresent() && d.getAsLong() < 0)) {
            throw new IllegalArgumentException("dimensions must not be negative, but are " + dimensions);
        }
    }

    /**
     * A shape of known rank.
     *
     * @param dimensions outermost first
     * @return the shape
     * @throws IllegalArgumentException if a known dimension is negative
     */
    public static PartialShape of(List<OptionalLong> dimensions) {
        return new PartialShape(Optional.of(dimensions));
    }

    /**
     * A batch of samples that all have the given shape.
     *
     * @param sample the dimensions of one sample
     * @return a shape with a free outermost dimension
     */
    public static PartialShape batchOf(Shape sample) {
        List<OptionalLong> dimensions = new ArrayList<>();
        dimensions.add(OptionalLong.empty());
        sample.dimensions().forEach(d -> dimensions.add(OptionalLong.of(d)));
        return of(dimensions);
    }

    /**
     * What a known shape is as a partial one.
     *
     * @param shape a known shape
     * @return the same dimensions, all known
     */
    public static PartialShape of(Shape shape) {
        return of(shape.dimensions().stream().map(OptionalLong::of).toList());
    }

    /**
     * Tells whether a tensor of the given shape may stand here.
     *
     * @param shape a known shape
     * @return whether the ranks and all known dimensions agree
     */
    public boolean accepts(Shape shape) {
        if (dimensions.isEmpty()) {
            return true;
        }
        List<OptionalLong> expected = dimensions.get();
        if (expected.size() != shape.rank()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            OptionalLong dimension = expected.get(i);
            if (dimension.isPresent()
                    && dimension.getAsLong() != shape.dimensions().get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Fills every free dimension with one number, as planners do to turn a free batch into a concrete one.
     *
     * @param value at least 0
     * @return the concrete shape, or empty if not even the rank is known
     */
    public Optional<Shape> fill(long value) {
        return dimensions.map(
                known -> new Shape(known.stream().map(d -> d.orElse(value)).toList()));
    }

    @Override
    public String toString() {
        return dimensions
                .map(known -> known.stream()
                        .map(d -> d.isPresent() ? Long.toString(d.getAsLong()) : "?")
                        .collect(Collectors.joining(",", "[", "]")))
                .orElse("[…]");
    }
}
