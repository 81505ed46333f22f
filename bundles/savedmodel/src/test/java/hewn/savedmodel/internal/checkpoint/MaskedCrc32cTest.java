package hewn.savedmodel.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MaskedCrc32cTest {
    @Test
    void masksTheChecksumOfTheStandardsTestVector() {
        ByteBuffer data = ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII));
        int crc = 0xe3069283; // RFC 3720, B.4
        assertThat(MaskedCrc32c.of(data)).isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
        assertThat(data.position()).isZero();
    }
}
