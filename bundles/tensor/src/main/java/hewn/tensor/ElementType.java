package hewn.tensor;

import java.util.OptionalInt;

/**
 * What one element of a tensor is.
 *
 * <p>Elements are little-endian. A {@link #STRING} element is an unsigned 32-bit length followed by that many bytes, as
 * in the binary extension of the Open Inference Protocol.
 */
public enum ElementType {
    /** One byte, 0 or 1. */
    BOOL(1),
    /** Signed, 8 bits. */
    INT8(1),
    /** Signed, 16 bits. */
    INT16(2),
    /** Signed, 32 bits. */
    INT32(4),
    /** Signed, 64 bits. */
    INT64(8),
    /** Unsigned, 8 bits. */
    UINT8(1),
    /** Unsigned, 16 bits. */
    UINT16(2),
    /** Unsigned, 32 bits. */
    UINT32(4),
    /** Unsigned, 64 bits. */
    UINT64(8),
    /** IEEE 754 binary16. */
    FLOAT16(2),
    /** The upper half of an IEEE 754 binary32. */
    BFLOAT16(2),
    /** IEEE 754 binary32. */
    FLOAT32(4),
    /** IEEE 754 binary64. */
    FLOAT64(8),
    /** A byte string of any length. */
    STRING(0);

    private final int sizeBytes;

    ElementType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    /**
     * How many bytes one element takes.
     *
     * @return the size in bytes, or empty for {@link #STRING}, whose elements differ in length
     */
    public OptionalInt sizeBytes() {
        return sizeBytes == 0 ? OptionalInt.empty() : OptionalInt.of(sizeBytes);
    }

    /**
     * Tells whether every element takes the same number of bytes.
     *
     * @return false only for {@link #STRING}
     */
    public boolean isFixedSize() {
        return sizeBytes != 0;
    }
}
