package hewn.serving;

import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tensors for tests, in one line each. */
public final class Tensors {
    private Tensors() {}

    public static Tensor floats(Shape shape, float... values) {
        ByteBuffer elements = buffer(values.length * Float.BYTES);
        for (float value : values) {
            elements.putFloat(value);
        }
        return new Tensor(ElementType.FLOAT32, shape, elements.flip());
    }

    public static Tensor floats(float... values) {
        return floats(Shape.of(values.length), values);
    }

    public static Tensor longs(Shape shape, long... values) {
        ByteBuffer elements = buffer(values.length * Long.BYTES);
        for (long value : values) {
            elements.putLong(value);
        }
        return new Tensor(ElementType.INT64, shape, elements.flip());
    }

    public static Tensor strings(String... values) {
        byte[][] bytes = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = values[i].getBytes(StandardCharsets.UTF_8);
        }
        return bytes(bytes);
    }

    public static Tensor bytes(byte[]... values) {
        ByteBuffer elements = buffer(1 << 16);
        for (byte[] value : values) {
            elements.putInt(value.length).put(value);
        }
        return new Tensor(ElementType.STRING, Shape.of(values.length), elements.flip());
    }

    /** Bytes that are meant as elements of a type. */
    public static Tensor raw(ElementType type, Shape shape, int... bytes) {
        ByteBuffer elements = buffer(bytes.length);
        for (int value : bytes) {
            elements.put((byte) value);
        }
        return new Tensor(type, shape, elements.flip());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
