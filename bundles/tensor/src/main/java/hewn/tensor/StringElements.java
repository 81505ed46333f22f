package hewn.tensor;

import java.nio.ByteBuffer;

/** The layout of string tensors: for each element a length of four bytes, then the bytes. */
final class StringElements {
    private StringElements() {}

    static void requireCount(ByteBuffer elements, Shape shape) {
        long count = 0;
        while (elements.hasRemaining()) {
            skipElement(elements, shape);
            count++;
        }
        if (count != shape.elements()) {
            throw new IllegalArgumentException(
                    "a tensor STRING" + shape + " has " + shape.elements() + " elements, but got " + count);
        }
    }

    private static void skipElement(ByteBuffer elements, Shape shape) {
        long length = elements.remaining() < Integer.BYTES ? Long.MAX_VALUE : Integer.toUnsignedLong(elements.getInt());
        if (length > elements.remaining()) {
            throw new IllegalArgumentException("a tensor STRING" + shape + " ends within an element");
        }
        elements.position(elements.position() + (int) length);
    }
}
