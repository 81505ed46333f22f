package hewn.inference;

import hewn.tensor.ElementType;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * How far one answer lies from another.
 *
 * <p>For floating-point elements it is the largest |got - expected| / max(1, |expected|); two NaNs do not differ. All
 * other elements are equal, or differ infinitely.
 */
public final class Difference {
    private Difference() {}

    /**
     * Compares two answers.
     *
     * @param got what was computed
     * @param expected what should have been
     * @return 0 if every element is equal; infinity if names, types or shapes differ
     */
    public static double between(Map<String, Tensor> got, Map<String, Tensor> expected) {
        if (!got.keySet().equals(expected.keySet())) {
            return Double.POSITIVE_INFINITY;
        }
        return expected.entrySet().stream()
                .mapToDouble(e -> between(got.get(e.getKey()), e.getValue()))
                .max()
                .orElse(0);
    }

    /**
     * Compares two tensors.
     *
     * @param got what was computed
     * @param expected what should have been
     * @return 0 if every element is equal; infinity if types or shapes differ
     */
    public static double between(Tensor got, Tensor expected) {
        if (got.equals(expected)) {
            return 0;
        }
        if (got.type() != expected.type() || !got.shape().equals(expected.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (expected.type()) {
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> largest(got.elements(), expected.elements(), expected.type());
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static double largest(ByteBuffer got, ByteBuffer expected, ElementType type) {
        double largest = 0;
        while (expected.hasRemaining()) {
            largest = Math.max(largest, scaled(next(got, type), next(expected, type)));
        }
        return largest;
    }

    private static double scaled(double got, double expected) {
        if (Double.compare(got, expected) == 0 || got == expected) {
            return 0;
        }
        double difference = Math.abs(got - expected) / Math.max(1, Math.abs(expected));
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static double next(ByteBuffer elements, ElementType type) {
        return switch (type) {
            case FLOAT32 -> elements.getFloat();
            case FLOAT64 -> elements.getDouble();
            case BFLOAT16 -> Float.intBitsToFloat(elements.getShort() << 16);
            default -> half(elements.getShort());
        };
    }

    /** IEEE 754 binary16 to double; Java 17 has no conversion of its own. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1 + fraction * 0x1p-10, exponent - 15);
        };
        return bits < 0 ? -magnitude : magnitude;
    }
}
