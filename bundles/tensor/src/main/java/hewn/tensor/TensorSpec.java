package hewn.tensor;

import java.util.Objects;

/**
 * What a named tensor looks like before it is there.
 *
 * @param name unique where it stands: among a signature's inputs, or within a cut
 * @param type the element type
 * @param shape what is known of the shape
 */
public record TensorSpec(String name, ElementType type, PartialShape shape) {
    /**
     * Validates the parts.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public TensorSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a tensor's name must not be blank");
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(shape, "shape");
    }

    /**
     * How many bytes such a tensor takes if every free dimension has the given size.
     *
     * <p>A tensor of unknown rank or of strings counts as 0: nothing is known of it.
     *
     * @param batch the size of the free dimensions, at least 0
     * @return the size in bytes
     */
    public long bytes(long batch) {
        return shape.fill(batch).map(Shape::elements).orElse(0L)
                * type.sizeBytes().orElse(0);
    }

    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
