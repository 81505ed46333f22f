package hewn.wire;

import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.wire.Frame.Passed;
import hewn.wire.Frame.Tensors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames of tensors, as {@link FrameCodec} lays them out. */
final class TensorsLayout {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(FrameCodec.ALIGNMENT);
    /** The order is the protocol's: new types are appended. */
    private static final List<ElementType> TYPES = List.of(
            ElementType.BOOL,
            ElementType.INT8,
            ElementType.INT16,
            ElementType.INT32,
            ElementType.INT64,
            ElementType.UINT8,
            ElementType.UINT16,
            ElementType.UINT32,
            ElementType.UINT64,
            ElementType.FLOAT16,
            ElementType.BFLOAT16,
            ElementType.FLOAT32,
            ElementType.FLOAT64,
            ElementType.STRING);

    private TensorsLayout() {}

    static List<ByteBuffer> write(Tensors frame) {
        FrameOutput header = new FrameOutput(FrameCodec.KIND_TENSORS, frame);
        header.i64(nanos(frame.remaining()));
        header.u16(atMost(0xffff, frame.passed().size(), "the number of slices passed"));
        header.u16(atMost(0xffff, frame.tensors().size(), "the number of tensors"));
        frame.passed().forEach(passed -> writePassed(header, passed));
        frame.tensors().forEach((name, tensor) -> writeSpec(header, name, tensor));
        List<ByteBuffer> bytes = new ArrayList<>();
        bytes.add(header.finish());
        addElements(bytes, frame.tensors());
        return bytes;
    }

    private static void writePassed(FrameOutput header, Passed passed) {
        header.device(passed.device()).digest(passed.slice());
        header.i64(passed.receiveNanos()).i64(passed.queueNanos()).i64(passed.computeNanos());
    }

    private static void writeSpec(FrameOutput header, String name, Tensor tensor) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        atMost(FrameCodec.MAX_TEXT16, text.length, "the length of a tensor's name");
        header.text16(text).u8(TYPES.indexOf(tensor.type()) + 1);
        header.u8(atMost(FrameCodec.MAX_RANK, tensor.shape().rank(), "the rank of '" + name + "'"));
        tensor.shape().dimensions().forEach(header::i64);
        header.i64(tensor.sizeBytes());
    }

    private static void addElements(List<ByteBuffer> bytes, Map<String, Tensor> tensors) {
        int padding = 0;
        for (Tensor tensor : tensors.values()) {
            if (tensor.sizeBytes() > 0) {
                if (padding > 0) {
                    bytes.add(ZEROS.slice(0, padding));
                }
                bytes.add(tensor.elements());
                padding = (FrameCodec.ALIGNMENT - tensor.sizeBytes() % FrameCodec.ALIGNMENT) % FrameCodec.ALIGNMENT;
            }
        }
    }

    static Tensors read(FrameInput input) throws FrameException {
        long generation = input.i64("generation");
        long request = input.i64("request");
        Duration remaining = Duration.ofNanos(input.i64("remaining time"));
        int passedCount = input.u16("number of slices passed");
        int tensorCount = input.u16("number of tensors");
        List<Passed> passed = readPassed(input, passedCount);
        List<Spec> specs = readSpecs(input, tensorCount);
        input.closeHeader();
        Map<String, Tensor> tensors = readElements(input, specs);
        input.requireEnd();
        return new Tensors(generation, request, remaining, passed, tensors);
    }

    private static List<Passed> readPassed(FrameInput input, int count) throws FrameException {
        List<Passed> passed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            passed.add(new Passed(
                    input.device(),
                    input.digest(),
                    input.notNegative("time of receiving"),
                    input.notNegative("time of queueing"),
                    input.notNegative("time of computing")));
        }
        return passed;
    }

    private static List<Spec> readSpecs(FrameInput input, int count) throws FrameException {
        List<Spec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = input.text(input.u16("length of a tensor's name"), "a tensor's name");
            ElementType type = type(input.u8("element type"), name);
            specs.add(new Spec(name, type, shape(input, name), input.notNegative("size of '" + name + "'")));
        }
        return specs;
    }

    private static Shape shape(FrameInput input, String name) throws FrameException {
        int rank = input.u8("rank of '" + name + "'");
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(input.notNegative("a dimension of '" + name + "'"));
        }
        try {
            return new Shape(dimensions);
        } catch (IllegalArgumentException unfit) {
            throw new FrameException("'" + name + "': " + unfit.getMessage(), unfit);
        }
    }

    private static ElementType type(int code, String name) throws FrameException {
        if (code < 1 || code > TYPES.size()) {
            throw new FrameException("'" + name + "' has the unknown element type " + code);
        }
        return TYPES.get(code - 1);
    }

    private static Map<String, Tensor> readElements(FrameInput input, List<Spec> specs) throws FrameException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Spec spec : specs) {
            if (spec.sizeBytes() > 0) {
                input.alignUnlessAtEnd();
            }
            if (tensors.put(spec.name(), spec.tensor(input)) != null) {
                throw new FrameException("there are two tensors '" + spec.name() + "'");
            }
        }
        return tensors;
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException overflow) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static int atMost(int limit, int value, String what) {
        if (value > limit) {
            throw new IllegalArgumentException(what + " is at most " + limit + " in a frame, but is " + value);
        }
        return value;
    }

    private record Spec(String name, ElementType type, Shape shape, long sizeBytes) {
        Tensor tensor(FrameInput input) throws FrameException {
            ByteBuffer elements = input.view(sizeBytes, "the elements of '" + name + "'");
            try {
                return new Tensor(type, shape, elements);
            } catch (IllegalArgumentException | ArithmeticException unfit) {
                throw new FrameException("'" + name + "': " + unfit.getMessage(), unfit);
            }
        }
    }
}
