package hewn.savedmodel.internal.checkpoint;

import java.nio.ByteBuffer;

/**
 * Where a block lies in its table.
 *
 * @param offset of its first byte
 * @param size in bytes, without the trailer
 */
record BlockHandle(long offset, long size) {
    /** Reads two numbers and moves behind them. */
    static BlockHandle read(ByteBuffer from) throws TableFormatException {
        long offset = Varint.readLong(from);
        return new BlockHandle(offset, Varint.readLong(from));
    }
}
