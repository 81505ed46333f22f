package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.Frame.Cause;
import hewn.wire.Frame.Failure;
import hewn.wire.Frame.Passed;
import hewn.wire.Frame.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Frames to test with. */
final class Frames {
    private Frames() {}

    static Tensors random(RandomGenerator random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        IntStream.range(0, random.nextInt(6)).forEach(i -> tensors.put("tensor/" + i + "é:0", tensor(random)));
        List<Passed> passed = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> passed(random, i))
                .toList();
        return new Tensors(random.nextLong(), random.nextLong(), Duration.ofNanos(random.nextInt()), passed, tensors);
    }

    static Failure failure(RandomGenerator random) {
        Cause[] causes = Cause.values();
        return new Failure(
                random.nextLong(),
                random.nextLong(),
                new DeviceId("camera-1"),
                causes[random.nextInt(causes.length)],
                "too hot: 93 °C");
    }

    private static Passed passed(RandomGenerator random, int i) {
        return new Passed(
                new DeviceId("device-" + i),
                Digest.of(ByteBuffer.wrap(new byte[] {(byte) i})),
                random.nextInt(1 << 30),
                random.nextInt(1 << 30),
                random.nextInt(1 << 30));
    }

    static Tensor tensor(RandomGenerator random) {
        ElementType[] types = ElementType.values();
        ElementType type = types[random.nextInt(types.length)];
        Shape shape = new Shape(IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> (long) random.nextInt(5))
                .toList());
        return type == ElementType.STRING ? strings(shape) : numbers(random, type, shape);
    }

    private static Tensor numbers(RandomGenerator random, ElementType type, Shape shape) {
        byte[] elements = new byte[(int) shape.elements() * type.sizeBytes().getAsInt()];
        random.nextBytes(elements);
        return new Tensor(type, shape, ByteBuffer.wrap(elements));
    }

    private static Tensor strings(Shape shape) {
        byte[] text = "hewn".getBytes(StandardCharsets.UTF_8);
        int count = (int) shape.elements();
        ByteBuffer elements =
                ByteBuffer.allocate(count * (Integer.BYTES + text.length)).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, count).forEach(i -> elements.putInt(text.length).put(text));
        return new Tensor(ElementType.STRING, shape, elements.flip());
    }

    static ByteBuffer joined(List<ByteBuffer> parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> joined.put(part.duplicate()));
        return joined.flip();
    }
}
