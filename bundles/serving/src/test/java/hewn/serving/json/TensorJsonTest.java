package hewn.serving.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.inference.SampleInputs;
import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TensorJsonTest {
    private final SplittableRandom random = new SplittableRandom(42);

    private static byte[] write(Tensor tensor, int atOnce) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TensorWriter writer = new TensorWriter(tensor, false);
        try (JsonGenerator generator = Json.factory().createGenerator(out)) {
            while (!writer.writeAll(generator, atOnce)) {
                // goes on
            }
        }
        return out.toByteArray();
    }

    private static Tensor read(byte[] json, ElementType type) throws RequestException {
        return Json.read(ByteBuffer.wrap(json), parser -> {
            TensorReader reader = new TensorReader("x", type, type.name());
            reader.read(parser);
            return reader.tensor();
        });
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void readsWhatItWrites(ElementType type) throws Exception {
        for (int i = 0; i < 200; i++) {
            long[] dimensions = random.longs(random.nextInt(5), 1, 5).toArray();
            Tensor tensor = new SampleInputs(random)
                    .of(List.of(new TensorSpec("x", type, PartialShape.of(Shape.of(dimensions)))), 1)
                    .get("x");

            assertThat(read(write(tensor, 1 + random.nextInt(20)), type)).isEqualTo(tensor);
        }
    }

    @Test
    void keepsEveryBitOfFloats() throws Exception {
        ByteBuffer elements = ByteBuffer.allocate(4 * 100_000).order(ByteOrder.LITTLE_ENDIAN);
        while (elements.hasRemaining()) {
            float value = Float.intBitsToFloat(random.nextInt());
            elements.putFloat(Float.isNaN(value) ? Float.NaN : value);
        }
        Tensor tensor = new Tensor(ElementType.FLOAT32, Shape.of(100, 1000), elements.flip());

        assertThat(read(write(tensor, 999), ElementType.FLOAT32)).isEqualTo(tensor);
    }

    @Test
    void keepsEveryBitOfDoubles() throws Exception {
        ByteBuffer elements = ByteBuffer.allocate(8 * 10_000).order(ByteOrder.LITTLE_ENDIAN);
        while (elements.hasRemaining()) {
            double value = Double.longBitsToDouble(random.nextLong());
            elements.putDouble(Double.isNaN(value) ? Double.NaN : value);
        }
        Tensor tensor = new Tensor(ElementType.FLOAT64, Shape.of(10_000), elements.flip());

        assertThat(read(write(tensor, 4096), ElementType.FLOAT64)).isEqualTo(tensor);
    }

    @Test
    void writesTheSameInPiecesOfAnySize() throws Exception {
        Tensor tensor = new SampleInputs(random)
                .of(List.of(new TensorSpec("x", ElementType.INT32, PartialShape.of(Shape.of(3, 4, 5)))), 1)
                .get("x");
        byte[] whole = write(tensor, Integer.MAX_VALUE);
        for (int atOnce = 1; atOnce <= 61; atOnce++) {
            assertThat(write(tensor, atOnce)).isEqualTo(whole);
        }
    }
}
