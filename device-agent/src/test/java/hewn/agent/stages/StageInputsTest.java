package hewn.agent.stages;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageInputsTest {
    @Test
    void countsSamplesByTheFreeFirstDimension() {
        StageInputs inputs = taking(PartialShape.batchOf(Shape.of(3)));
        assertThat(inputs.isSingleSample(x(1, 3))).isTrue();
        assertThat(inputs.isSingleSample(x(2, 3))).isFalse();
    }

    @Test
    void everyCallOfAFixedShapeIsOneSample() {
        assertThat(taking(PartialShape.of(Shape.of(2, 3))).isSingleSample(x(2, 3)))
                .isTrue();
        assertThat(taking(PartialShape.of(Shape.of())).isSingleSample(x())).isTrue();
    }

    @Test
    void tellsNoSamplesWhereTheRankIsUnknown() {
        assertThat(taking(PartialShape.UNKNOWN).isSingleSample(x(1, 3))).isFalse();
    }

    private static StageInputs taking(PartialShape shape) {
        Digest slice = Digest.of(ByteBuffer.allocate(0));
        List<TensorSpec> inputs = List.of(new TensorSpec("x", ElementType.INT8, shape));
        return new StageInputs(
                new LoadStage(1, 0, slice, inputs, List.of("y"), List.of(), "n:1", "s:1", false, 1 << 20));
    }

    private static Map<String, Tensor> x(long... dimensions) {
        Shape shape = Shape.of(dimensions);
        ByteBuffer elements = ByteBuffer.allocate((int) shape.elements());
        return Map.of("x", new Tensor(ElementType.INT8, shape, elements));
    }
}
