package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.iq80.snappy.Snappy;

/** Writes tables for tests. The bytes of a block pass through a function before their checksum is taken. */
final class TableWriter {
    private static final int RESTART_INTERVAL = 16;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    private final int entriesPerBlock;
    private final boolean snappy;
    private final UnaryOperator<byte[]> bend;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TableWriter(int entriesPerBlock, boolean snappy, UnaryOperator<byte[]> bend) {
        this.entriesPerBlock = entriesPerBlock;
        this.snappy = snappy;
        this.bend = bend;
    }

    static TableWriter plain() {
        return new TableWriter(Integer.MAX_VALUE, false, UnaryOperator.identity());
    }

    static TableWriter blocksOf(int entries) {
        return new TableWriter(entries, false, UnaryOperator.identity());
    }

    static TableWriter snappyBlocksOf(int entries) {
        return new TableWriter(entries, true, UnaryOperator.identity());
    }

    TableWriter bending(UnaryOperator<byte[]> storedBlock) {
        return new TableWriter(entriesPerBlock, snappy, storedBlock);
    }

    byte[] write(Map<ByteString, ByteString> sorted) {
        List<Entry> index = new ArrayList<>();
        List<Entry> all = sorted.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue()))
                .toList();
        for (int from = 0; from < all.size(); from += Math.min(entriesPerBlock, all.size())) {
            List<Entry> entries = all.subList(from, (int) Math.min(all.size(), (long) from + entriesPerBlock));
            index.add(new Entry(entries.get(entries.size() - 1).key(), append(block(entries))));
        }
        return finish(append(block(List.of())), append(block(index)));
    }

    /** A table of one data block with the given bytes. */
    byte[] writeBlock(byte[] block) {
        ByteString handle = append(block);
        return finish(
                append(block(List.of())), append(block(List.of(new Entry(ByteString.copyFromUtf8("z"), handle)))));
    }

    private byte[] finish(ByteString metaIndex, ByteString index) {
        byte[] handles = metaIndex.concat(index).toByteArray();
        out.writeBytes(Arrays.copyOf(handles, 40));
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC)
                .array());
        return out.toByteArray();
    }

    private ByteString append(byte[] block) {
        byte[] stored = bend.apply(snappy ? Snappy.compress(block) : block);
        int offset = out.size();
        ByteBuffer typed =
                ByteBuffer.allocate(stored.length + 1 + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        typed.put(stored).put((byte) (snappy ? 1 : 0));
        typed.putInt(MaskedCrc32c.of(typed.duplicate().flip()));
        out.writeBytes(typed.array());
        return varints(offset, stored.length);
    }

    private static byte[] block(List<Entry> entries) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        ByteBuffer restarts = ByteBuffer.allocate(Integer.BYTES * (entries.size() / RESTART_INTERVAL + 2))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < entries.size(); i++) {
            boolean restart = i % RESTART_INTERVAL == 0;
            if (restart) {
                restarts.putInt(block.size());
            }
            Entry entry = entries.get(i);
            int shared = restart ? 0 : shared(entries.get(i - 1).key(), entry.key());
            ByteString rest = entry.key().substring(shared);
            block.writeBytes(varints(shared, rest.size(), entry.value().size()).toByteArray());
            block.writeBytes(rest.concat(entry.value()).toByteArray());
        }
        restarts.putInt(restarts.position() / Integer.BYTES);
        block.write(restarts.array(), 0, restarts.position());
        return block.toByteArray();
    }

    private static int shared(ByteString before, ByteString key) {
        int shared = 0;
        while (shared < Math.min(before.size(), key.size()) && before.byteAt(shared) == key.byteAt(shared)) {
            shared++;
        }
        return shared;
    }

    static ByteString varints(long... values) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
            for (long value : values) {
                coded.writeUInt64NoTag(value);
            }
            coded.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteString();
    }

    private record Entry(ByteString key, ByteString value) {}
}
