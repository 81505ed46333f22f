package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads all entries of a LevelDB-format table (leveldb/doc/table_format.md).
 *
 * <p>Prefix compression and Snappy let a small table spell out huge keys, so what it expands to is bounded by a multiple
 * of its size that no table of a real checkpoint comes near.
 */
final class TableReader {
    private static final int FOOTER_BYTES = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final Comparator<ByteString> BYTE_ORDER = ByteString.unsignedLexicographicalComparator();
    private static final long LARGEST_EXPANSION = 32;

    /** About what an entry takes on the heap beside its key and value. */
    private static final int ENTRY_BYTES = 128;

    private final ByteBuffer table;
    private final BlockReader blocks;
    private final Map<ByteString, ByteString> entries = new LinkedHashMap<>();
    private ByteString lastKey = ByteString.EMPTY;
    private long blocksEnd;
    private long budget;

    private TableReader(ByteBuffer table) {
        this.table = table.slice();
        this.blocks = new BlockReader(table);
        this.budget = this.table.limit() * LARGEST_EXPANSION;
    }

    /**
     * All entries, sorted by key.
     *
     * @throws TableFormatException if the bytes are no such table
     */
    static Map<ByteString, ByteString> read(ByteBuffer table) throws TableFormatException {
        TableReader reader = new TableReader(table);
        Block index = new Block(reader.blocks.read(reader.indexHandle()));
        while (index.next()) {
            reader.charge(index.key());
            reader.readBlock(BlockHandle.read(index.value().asReadOnlyByteBuffer()));
        }
        return reader.entries;
    }

    private BlockHandle indexHandle() throws TableFormatException {
        int size = table.limit();
        if (size < FOOTER_BYTES) {
            throw new TableFormatException("it has only " + size + " bytes, fewer than the footer of a table");
        }
        ByteBuffer footer = table.slice(size - FOOTER_BYTES, FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (footer.getLong(FOOTER_BYTES - Long.BYTES) != MAGIC) {
            throw new TableFormatException("it does not end like a table (wrong magic number)");
        }
        BlockHandle.read(footer); // the meta index, which checkpoints leave empty
        return BlockHandle.read(footer);
    }

    private void readBlock(BlockHandle handle) throws TableFormatException {
        if (handle.offset() < blocksEnd) {
            throw new TableFormatException("the block at byte " + handle.offset() + " overlaps the one before");
        }
        Block block = new Block(blocks.read(handle));
        blocksEnd = handle.offset() + handle.size();
        while (block.next()) {
            add(block.key(), block.value());
        }
    }

    private void add(ByteString key, ByteString value) throws TableFormatException {
        if (!entries.isEmpty() && BYTE_ORDER.compare(lastKey, key) >= 0) {
            throw new TableFormatException("its keys are not in ascending order");
        }
        charge(key);
        entries.put(key, value);
        lastKey = key;
    }

    private void charge(ByteString key) throws TableFormatException {
        budget -= ENTRY_BYTES + key.size();
        if (budget < 0) {
            throw new TableFormatException("its entries expand to more than " + LARGEST_EXPANSION + " times its size");
        }
    }
}
