package hewn.serving.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HalfFloatsTest {
    @Test
    void givesEveryBinary16Back() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloats.fromFloat16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toFloat16(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void givesEveryBfloat16Back() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloats.fromBfloat16((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toBfloat16(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void roundsToTheNearestAndHalfToEven() {
        SplittableRandom random = new SplittableRandom(20251);
        for (int i = 0; i < 100_000; i++) {
            short lower = (short) random.nextInt(0x7bff);
            float low = HalfFloats.fromFloat16(lower);
            float high = HalfFloats.fromFloat16((short) (lower + 1));
            float value = low + (high - low) * random.nextFloat();
            float middle = (low + high) / 2;
            short expected = value < middle || value == middle && lower % 2 == 0 ? lower : (short) (lower + 1);
            assertThat(HalfFloats.toFloat16(value)).isEqualTo(expected);
            assertThat(HalfFloats.toFloat16(-value)).isEqualTo((short) (expected | 0x8000));
        }
    }

    @Test
    void keepsWhatIsNotFinite() {
        assertThat(HalfFloats.fromFloat16(HalfFloats.toFloat16(Float.NaN))).isNaN();
        assertThat(HalfFloats.fromBfloat16(HalfFloats.toBfloat16(Float.NaN))).isNaN();
        assertThat(HalfFloats.toFloat16(65519)).isEqualTo((short) 0x7bff);
        assertThat(HalfFloats.toFloat16(65520)).isEqualTo((short) 0x7c00);
        assertThat(HalfFloats.toFloat16(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
    }
}
