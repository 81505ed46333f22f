package hewn.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * An element type, a shape and the elements, raw, little-endian, row-major.
 *
 * <p>The elements are not copied: whoever makes a tensor hands the buffer over and writes to it no more. Tensors are
 * immutable after that, and so may be read by any thread.
 */
public final class Tensor {
    private final ElementType type;
    private final Shape shape;
    private final ByteBuffer elements;

    /**
     * Wraps elements that are in memory already.
     *
     * @param type the element type
     * @param shape the dimensions
     * @param elements what stands between its position and its limit; direct or not
     * @throws IllegalArgumentException if the number of bytes is not what type and shape ask for
     */
    public Tensor(ElementType type, Shape shape, ByteBuffer elements) {
        this.type = Objects.requireNonNull(type, "type");
        this.shape = Objects.requireNonNull(shape, "shape");
        this.elements = elements.slice().asReadOnlyBuffer();
        if (type.isFixedSize()) {
            requireSize(Math.multiplyExact(shape.elements(), type.sizeBytes().getAsInt()));
        } else {
            StringElements.requireCount(this.elements.duplicate().order(ByteOrder.LITTLE_ENDIAN), shape);
        }
    }

    private void requireSize(long expected) {
        if (elements.remaining() != expected) {
            throw new IllegalArgumentException(
                    "a tensor " + type + shape + " has " + expected + " bytes, but got " + elements.remaining());
        }
    }

    /**
     * What one element is.
     *
     * @return the element type
     */
    public ElementType type() {
        return type;
    }

    /**
     * The dimensions.
     *
     * @return the shape
     */
    public Shape shape() {
        return shape;
    }

    /**
     * The elements, raw, row-major.
     *
     * @return a read-only, little-endian view of its own from position 0 to the last byte
     */
    public ByteBuffer elements() {
        return elements.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The size of the elements.
     *
     * @return the size in bytes
     */
    public int sizeBytes() {
        return elements.limit();
    }

    /**
     * Two tensors are equal if type, shape and every byte are: what {@code ==} on floats calls different zeros differs
     * here, and equal NaNs are equal.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && shape.equals(that.shape)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, shape, elements);
    }

    @Override
    public String toString() {
        return "tensor " + type + shape;
    }
}
