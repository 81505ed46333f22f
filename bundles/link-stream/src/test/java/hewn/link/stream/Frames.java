package hewn.link.stream;

import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import hewn.wire.Frame.Tensors;
import hewn.wire.FrameCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Frames to test with. */
final class Frames {
    private Frames() {}

    static Tensors numbered(long request) {
        return sized(request, 64);
    }

    static Tensors sized(long request, int bytes) {
        return of(request, ByteBuffer.wrap(random(request, bytes)));
    }

    static Tensors direct(long request, int bytes) {
        return of(
                request,
                ByteBuffer.allocateDirect(bytes).put(random(request, bytes)).flip());
    }

    private static byte[] random(long seed, int bytes) {
        byte[] elements = new byte[bytes];
        new SplittableRandom(seed).nextBytes(elements);
        return elements;
    }

    private static Tensors of(long request, ByteBuffer elements) {
        Tensor tensor = new Tensor(ElementType.INT8, Shape.of(elements.remaining()), elements);
        return new Tensors(1, request, Duration.ofSeconds(10), List.of(), Map.of("x", tensor));
    }

    /** A numbered frame as it is sent. */
    static byte[] bytesOf(long request) {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        new FrameCodec().encode(numbered(request)).forEach(bytes::put);
        byte[] frame = new byte[bytes.position()];
        bytes.flip().get(frame);
        return frame;
    }

    static List<Long> requests(List<? extends Frame> frames) {
        return frames.stream().map(Frame::request).toList();
    }
}
