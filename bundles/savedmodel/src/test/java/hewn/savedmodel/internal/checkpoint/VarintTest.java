package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 300, 1L << 35, Long.MAX_VALUE})
    void readsNumbersOf63Bits(long value) throws TableFormatException {
        ByteBuffer bytes = TableWriter.varints(value).asReadOnlyByteBuffer();
        assertThat(Varint.readLong(bytes)).isEqualTo(value);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void refusesNumbersThatAreCutOffOrTooLarge() {
        assertThatThrownBy(() -> Varint.readLong(ByteBuffer.wrap(new byte[] {-1, -1})))
                .hasMessage("a number is cut off at byte 2");
        assertThatThrownBy(() -> Varint.readLong(TableWriter.varints(-1L).asReadOnlyByteBuffer()))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> Varint.readLength(TableWriter.varints(11).asReadOnlyByteBuffer(), 10))
                .hasMessage("a length of 11 before byte 1 exceeds 10");
    }
}
