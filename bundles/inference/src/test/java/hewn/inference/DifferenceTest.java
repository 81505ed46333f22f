package hewn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {
    @Test
    void isScaledByTheExpectedValueWhereThatIsLarge() {
        assertThat(Difference.between(floats(1000), floats(1001))).isEqualTo(1 / 1001.0, within(1e-6));
        assertThat(Difference.between(floats(0.5f), floats(0.25f))).isEqualTo(0.25);
    }

    @Test
    void isTheLargestOfAllElements() {
        assertThat(Difference.between(floats(1, 2, 3), floats(1, 2.5f, 3))).isEqualTo(0.2, within(1e-6));
    }

    @Test
    void doesNotSeeTheSignOfZeroNorTheKindOfNaN() {
        assertThat(Difference.between(floats(-0f, Float.NaN), floats(0f, Float.NaN)))
                .isZero();
        assertThat(Difference.between(floats(Float.NaN), floats(1))).isInfinite();
    }

    @Test
    void isInfiniteWhereNamesTypesOrShapesDiffer() {
        assertThat(Difference.between(Map.of("a", floats(1)), Map.of("b", floats(1))))
                .isInfinite();
        assertThat(Difference.between(floats(1), floats(1, 1))).isInfinite();
        Tensor number = new Tensor(ElementType.INT32, Shape.of(1), ByteBuffer.allocate(4));
        assertThat(Difference.between(number, floats(0))).isInfinite();
    }

    @Test
    void comparesHalfPrecision() {
        assertThat(Difference.between(half(0x3c00), half(0x4000))).isEqualTo(0.5); // 1 and 2
        assertThat(Difference.between(half(0xbc00), half(0x3c00))).isEqualTo(2); // -1 and 1
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void samplesFitTheirSpecsAndRepeatForASeed(ElementType type) {
        List<TensorSpec> specs = List.of(new TensorSpec("t", type, PartialShape.batchOf(Shape.of(3))));
        Map<String, Tensor> sample = new SampleInputs(new SplittableRandom(1)).of(specs, 2);
        assertThat(sample.get("t").shape()).isEqualTo(Shape.of(2, 3));
        assertThat(new SampleInputs(new SplittableRandom(1)).of(specs, 2)).isEqualTo(sample);
    }

    private static Tensor floats(float... values) {
        ByteBuffer elements = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            elements.putFloat(value);
        }
        return new Tensor(ElementType.FLOAT32, Shape.of(values.length), elements.flip());
    }

    private static Tensor half(int bits) {
        ByteBuffer elements =
                ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) bits);
        return new Tensor(ElementType.FLOAT16, Shape.of(1), elements.flip());
    }
}
