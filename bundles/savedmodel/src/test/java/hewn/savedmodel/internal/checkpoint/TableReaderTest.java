package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    @Test
    void readsWhatWasWrittenWhateverTheBlocks() throws TableFormatException {
        Map<ByteString, ByteString> entries = entries(300);
        assertThat(TableReader.read(ByteBuffer.wrap(TableWriter.plain().write(entries))))
                .isEqualTo(entries);
        assertThat(TableReader.read(ByteBuffer.wrap(TableWriter.blocksOf(17).write(entries))))
                .isEqualTo(entries);
        assertThat(TableReader.read(
                        ByteBuffer.wrap(TableWriter.snappyBlocksOf(17).write(entries))))
                .isEqualTo(entries);
    }

    @Test
    void refusesFilesThatAreNoTables() {
        assertRefused(new byte[0], "it has only 0 bytes");
        assertRefused(new byte[512], "wrong magic number");
    }

    @Test
    void refusesKeysThatExpandWithoutEnd() {
        byte[] bomb = bomb(10_000, 20_000);
        assertRefused(TableWriter.plain().writeBlock(bomb), "expand to more than 32 times its size");
        assertRefused(TableWriter.snappyBlocksOf(1).writeBlock(bomb), "expand to more than 32 times its size");
    }

    @Test
    void refusesABlockThatDoesNotFitItsChecksum() {
        byte[] table = TableWriter.plain().write(entries(1));
        table[0] ^= 1;
        assertRefused(table, "the block at byte 0 does not fit its checksum");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesOrReadsBlocksBentBeforeTheirChecksumWasTaken(boolean snappy) {
        Random random = new Random(42);
        TableWriter writer = snappy ? TableWriter.snappyBlocksOf(20) : TableWriter.blocksOf(20);
        for (int i = 0; i < 3000; i++) {
            byte[] table = writer.bending(block -> bend(block, random)).write(entries(60));
            try {
                assertThat(TableReader.read(ByteBuffer.wrap(table)).size()).isLessThan(table.length);
            } catch (TableFormatException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** One long key, then many that share all of it: the entries of a small block take gigabytes. */
    private static byte[] bomb(int keySize, int entries) {
        ByteString.Output block = ByteString.newOutput();
        writeTo(block, TableWriter.varints(0, keySize, 0).concat(ByteString.copyFrom(new byte[keySize])));
        for (int i = 0; i < entries; i++) {
            writeTo(block, TableWriter.varints(keySize + i, 1, 0).concat(ByteString.copyFrom(new byte[1])));
        }
        writeTo(block, ByteString.copyFrom(new byte[Integer.BYTES]));
        return block.toByteString().toByteArray();
    }

    private static void writeTo(ByteString.Output block, ByteString bytes) {
        block.write(bytes.toByteArray(), 0, bytes.size());
    }

    private static byte[] bend(byte[] block, Random random) {
        byte[] bent = random.nextInt(8) == 0 ? Arrays.copyOf(block, random.nextInt(block.length + 1)) : block.clone();
        if (bent.length > 0 && random.nextInt(3) == 0) {
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        }
        return bent;
    }

    private static Map<ByteString, ByteString> entries(int count) {
        Map<ByteString, ByteString> entries = new TreeMap<>(ByteString.unsignedLexicographicalComparator());
        for (int i = 0; i < count; i++) {
            entries.put(ByteString.copyFromUtf8("layer/" + i / 7 + "/kernel/" + i), ByteString.copyFromUtf8("v" + i));
        }
        return entries;
    }

    private static void assertRefused(byte[] table, String reason) {
        assertThatThrownBy(() -> TableReader.read(ByteBuffer.wrap(table)))
                .isInstanceOf(TableFormatException.class)
                .hasMessageContaining(reason);
    }
}
