package hewn.serving.json;

/**
 * The two 16-bit floating-point formats, which Java 17 has no conversions for.
 *
 * @see <a href="https://doi.org/10.1109/IEEESTD.2019.8766229">IEEE 754-2019, 3.6: binary16</a>
 */
final class HalfFloats {
    private static final int FRACTION_BITS = 10;
    private static final int EXPONENT_ONES = 0x1f;
    private static final float LARGEST = 65504;
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private HalfFloats() {}

    /** Binary16 to binary32, exact. */
    static float fromFloat16(short bits) {
        int exponent = bits >> FRACTION_BITS & EXPONENT_ONES;
        int fraction = bits & 0x3ff;
        float magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case EXPONENT_ONES -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
        return bits < 0 ? -magnitude : magnitude;
    }

    /** Binary32 to binary16, rounded half to even. */
    static short toFloat16(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= LARGEST + 16) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int exponent = Math.getExponent(magnitude);
        // A fraction that rounds up to 1024 carries into the exponent, as it should.
        int fraction = (int) Math.rint((Math.scalb((double) magnitude, -exponent) - 1) * 0x1p10);
        return (short) (sign | ((exponent + 15) << FRACTION_BITS) + fraction);
    }

    /** Bfloat16 to binary32, exact. */
    static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** Binary32 to bfloat16, rounded half to even. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
