package hewn.savedmodel.internal.checkpoint;

import java.nio.ByteBuffer;

/**
 * Unpacks Snappy's raw format (google/snappy, format_description.txt).
 *
 * <p>Blocks of a checkpoint's index are small and come from strangers, so every access here is checked by the JDK; the
 * libraries at hand read and write through {@code sun.misc.Unsafe}.
 */
final class Snappy {
    /** A copy of 64 bytes takes 3: nothing grows by more than this. */
    private static final int LARGEST_RATIO = 22;

    private static final int LONGEST_INLINE_LITERAL = 60;

    private final ByteBuffer in;
    private final byte[] out;
    private int written;

    private Snappy(ByteBuffer in, int length) {
        this.in = in;
        this.out = new byte[length];
    }

    /**
     * Unpacks the buffer's remaining bytes.
     *
     * @throws TableFormatException if they are no such data
     */
    static ByteBuffer decompress(ByteBuffer compressed) throws TableFormatException {
        ByteBuffer in = compressed.slice();
        long most = Math.min(Integer.MAX_VALUE / 2, (long) in.limit() * LARGEST_RATIO);
        return new Snappy(in, Varint.readLength(in, (int) most)).run();
    }

    private ByteBuffer run() throws TableFormatException {
        while (in.hasRemaining()) {
            int tag = in.get() & 0xff;
            int upper = tag >>> 2;
            switch (tag & 3) {
                case 0 -> literal(upper);
                case 1 -> copy((upper & 7) + 4, tag >>> 5 << 8 | number(1));
                case 2 -> copy(upper + 1, number(2));
                default -> copy(upper + 1, number(4));
            }
        }
        require(written == out.length, "unpacks to fewer bytes than it says");
        return ByteBuffer.wrap(out);
    }

    private void literal(int upper) throws TableFormatException {
        int last = upper < LONGEST_INLINE_LITERAL ? upper : number(upper - LONGEST_INLINE_LITERAL + 1);
        require(last >= 0 && last < in.remaining() && last < out.length - written, "has a literal that is too long");
        in.get(out, written, last + 1);
        written += last + 1;
    }

    private void copy(int length, int distance) throws TableFormatException {
        require(distance > 0 && distance <= written, "copies from before its start");
        require(length <= out.length - written, "unpacks to more bytes than it says");
        for (int end = written + length; written < end; written++) {
            out[written] = out[written - distance]; // byte by byte: a copy may read what it has just written
        }
    }

    private int number(int bytes) throws TableFormatException {
        require(bytes <= in.remaining(), "ends within a number");
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xff) << i * Byte.SIZE;
        }
        return value;
    }

    private void require(boolean condition, String otherwise) throws TableFormatException {
        if (!condition) {
            throw new TableFormatException("a compressed block " + otherwise + " (at byte " + in.position() + ")");
        }
    }
}
