package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnappyTest {
    @Test
    void unpacksWhatAnotherImplementationPacked() throws TableFormatException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] original = new byte[random.nextInt(1 << random.nextInt(19))];
            fill(original, random, 1 + random.nextInt(300));
            assertThat(unpack(org.iq80.snappy.Snappy.compress(original))).isEqualTo(original);
        }
    }

    @Test
    void refusesOrUnpacksWhatWasBent() {
        Random random = new Random(8);
        byte[] original = new byte[2000];
        fill(original, random, 40);
        byte[] packed = org.iq80.snappy.Snappy.compress(original);
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = packed.clone();
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
            try {
                assertThat(unpack(bent)).hasSizeLessThanOrEqualTo(22 * bent.length);
            } catch (TableFormatException e) {
                assertThat(e).hasMessageContaining("byte");
            }
        }
    }

    @Test
    void believesNoSizeThatTheInputCanNotFill() {
        byte[] twoGigabytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0, 0};
        assertThatThrownBy(() -> unpack(twoGigabytes))
                .isInstanceOf(TableFormatException.class)
                .hasMessageContaining("exceeds 154");
    }

    private static byte[] unpack(byte[] packed) throws TableFormatException {
        ByteBuffer unpacked = Snappy.decompress(ByteBuffer.wrap(packed));
        byte[] bytes = new byte[unpacked.remaining()];
        unpacked.get(bytes);
        return bytes;
    }

    /** Runs of the given length at most, some of them seen before. */
    private static void fill(byte[] bytes, Random random, int longest) {
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(longest));
            int from = random.nextInt(at + 1);
            for (int i = 0; i < length; i++) {
                bytes[at + i] = from < at ? bytes[from + i] : (byte) random.nextInt();
            }
            at += length;
        }
    }
}
