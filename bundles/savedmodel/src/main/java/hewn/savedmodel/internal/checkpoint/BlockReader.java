package hewn.savedmodel.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds blocks in a table, checks their trailers and unpacks them. */
final class BlockReader {
    private static final int TRAILER_BYTES = 1 + Integer.BYTES;
    private static final byte PLAIN = 0;
    private static final byte SNAPPY = 1;

    private final ByteBuffer table;

    BlockReader(ByteBuffer table) {
        this.table = table.slice();
    }

    /**
     * The content of a block.
     *
     * @throws TableFormatException if it lies outside of the table, its checksum is wrong or it can't be unpacked
     */
    ByteBuffer read(BlockHandle handle) throws TableFormatException {
        requireWithinTable(handle);
        int offset = (int) handle.offset();
        int size = (int) handle.size();
        ByteBuffer protectedBytes = table.slice(offset, size + 1);
        int stored = table.slice(offset + size + 1, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (MaskedCrc32c.of(protectedBytes) != stored) {
            throw new TableFormatException("the block at byte " + offset + " does not fit its checksum");
        }
        return unpack(protectedBytes.slice(0, size), protectedBytes.get(size));
    }

    private static ByteBuffer unpack(ByteBuffer content, byte compression) throws TableFormatException {
        return switch (compression) {
            case PLAIN -> content;
            case SNAPPY -> Snappy.decompress(content);
            default -> throw new TableFormatException("unknown block compression " + compression);
        };
    }

    private void requireWithinTable(BlockHandle handle) throws TableFormatException {
        long room = table.limit() - (long) TRAILER_BYTES;
        if (handle.offset() > room || handle.size() > room - handle.offset()) {
            throw new TableFormatException("a block of " + handle.size() + " bytes at byte " + handle.offset()
                    + " lies outside of the file of " + table.limit() + " bytes");
        }
    }
}
