package hewn.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The fully known dimensions of a tensor, outermost first (row-major). A scalar has none.
 *
 * @param dimensions each at least 0
 */
public record Shape(List<Long> dimensions) {
    /**
     * Validates and copies the dimensions.
     *
     * @throws IllegalArgumentException if a dimension is negative, or their product exceeds 63 bits
     */
    public Shape {
        dimensions = List.copyOf(dimensions);
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw new IllegalArgumentException("dimensions must not be negative, but are " + dimensions);
            }
        }
        product(dimensions);
    }

    /**
     * The shape with these dimensions.
     *
     * @param dimensions each at least 0, outermost first
     * @return the shape
     * @throws IllegalArgumentException if a dimension is negative, or their product exceeds 63 bits
     */
    public static Shape of(long... dimensions) {
        return new Shape(Arrays.stream(dimensions).boxed().toList());
    }

    /**
     * The number of dimensions.
     *
     * @return 0 for a scalar
     */
    public int rank() {
        return dimensions.size();
    }

    /**
     * The number of elements.
     *
     * @return the product of the dimensions, 1 for a scalar
     */
    public long elements() {
        return product(dimensions);
    }

    /**
     * The dimensions as an array of its own.
     *
     * @return a fresh array, outermost first
     */
    public long[] toArray() {
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * The same shape with another outermost dimension, which is the batch in every model that Hewn serves.
     *
     * @param batch the number of samples, at least 0
     * @return a shape of the same rank
     * @throws IllegalArgumentException if this is a scalar
     */
    public Shape withBatch(long batch) {
        if (rank() == 0) {
            throw new IllegalArgumentException("a scalar has no batch dimension");
        }
        return new Shape(
                LongStream.concat(LongStream.of(batch), Arrays.stream(toArray()).skip(1))
                        .boxed()
                        .toList());
    }

    private static long product(List<Long> dimensions) {
        try {
            return dimensions.contains(0L) ? 0 : dimensions.stream().reduce(1L, Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("a tensor of shape " + dimensions + " has more than 2^63 elements");
        }
    }

    @Override
    public String toString() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
