package hewn.engine.tensorflow;

import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes tensors of literals. */
final class Tensors {
    private Tensors() {}

    static Tensor floats(Shape shape, float... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(elements);
        return new Tensor(ElementType.FLOAT32, shape, bytes);
    }

    static Tensor strings(String... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (String element : elements) {
            byte[] content = element.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(content.length).put(content);
        }
        return new Tensor(ElementType.STRING, Shape.of(elements.length), bytes.flip());
    }
}
