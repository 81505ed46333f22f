package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entries of one unpacked block, from first to last.
 *
 * <p>Each key is stored as how many bytes it shares with the one before, and the rest. Behind the entries come restart
 * points for binary search, which reading in order does not need.
 */
final class Block {
    private final ByteBuffer entries;
    private byte[] key = new byte[0];
    private ByteString value = ByteString.EMPTY;

    Block(ByteBuffer content) throws TableFormatException {
        this.entries = content.slice(0, entriesEnd(content));
    }

    /**
     * Moves to the next entry.
     *
     * @return whether there is one
     * @throws TableFormatException if it does not lie within the block
     */
    boolean next() throws TableFormatException {
        if (!entries.hasRemaining()) {
            return false;
        }
        int shared = Varint.readLength(entries, key.length);
        int fresh = Varint.readLength(entries, entries.remaining());
        int valueSize = Varint.readLength(entries, entries.remaining());
        if ((long) fresh + valueSize > entries.remaining()) {
            throw new TableFormatException("an entry at byte " + entries.position() + " of its block is cut off");
        }
        byte[] joined = Arrays.copyOf(key, shared + fresh);
        entries.get(joined, shared, fresh);
        key = joined;
        value = ByteString.copyFrom(entries, valueSize);
        return true;
    }

    ByteString key() {
        return ByteString.copyFrom(key);
    }

    ByteString value() {
        return value;
    }

    private static int entriesEnd(ByteBuffer content) throws TableFormatException {
        int size = content.limit();
        if (size < Integer.BYTES) {
            throw new TableFormatException("a block of " + size + " bytes has no room for its restart points");
        }
        int restarts = content.slice(size - Integer.BYTES, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        long end = size - Integer.BYTES * (1L + Integer.toUnsignedLong(restarts));
        if (end < 0) {
            throw new TableFormatException(
                    "a block of " + size + " bytes can't have " + Integer.toUnsignedLong(restarts) + " restart points");
        }
        return (int) end;
    }
}
