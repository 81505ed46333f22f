package hewn.savedmodel.internal.checkpoint;

import java.nio.ByteBuffer;

/** LEB128 numbers as Protocol Buffers and LevelDB write them: seven bits a byte, the lowest first. */
final class Varint {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7f;

    private Varint() {}

    /**
     * Reads a number of up to 63 bits and moves behind it.
     *
     * @throws TableFormatException if it ends too late, is too large, or the buffer ends within it
     */
    static long readLong(ByteBuffer from) throws TableFormatException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += PAYLOAD_BITS) {
            if (!from.hasRemaining()) {
                throw new TableFormatException("a number is cut off at byte " + from.position());
            }
            byte next = from.get();
            value |= (long) (next & PAYLOAD) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new TableFormatException("a number before byte " + from.position() + " is too large");
    }

    /**
     * Reads a length that lies within the buffer's capacity and moves behind it.
     *
     * @throws TableFormatException if it is malformed or larger than {@code limit}
     */
    static int readLength(ByteBuffer from, int limit) throws TableFormatException {
        long value = readLong(from);
        if (value > limit) {
            throw new TableFormatException(
                    "a length of " + value + " before byte " + from.position() + " exceeds " + limit);
        }
        return (int) value;
    }
}
