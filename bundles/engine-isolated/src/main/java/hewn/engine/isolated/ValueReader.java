package hewn.engine.isolated;

import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads what {@link ValueWriter} wrote, and trusts it with nothing: the process at the other end runs models of
 * strangers. What is malformed fails with an {@link IOException}, or with the {@link IllegalArgumentException} of the
 * value that refuses it.
 */
final class ValueReader {
    private static final int MAX_TEXT_BYTES = 1 << 20;
    private static final int MAX_COUNT = 1 << 16;

    private final DataInputStream in;
    private final long maxTensorBytes;

    ValueReader(InputStream buffered, long maxTensorBytes) {
        in = new DataInputStream(buffered);
        this.maxTensorBytes = maxTensorBytes;
    }

    byte readTag() throws IOException {
        return in.readByte();
    }

    boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    int readInt() throws IOException {
        return in.readInt();
    }

    long readLong() throws IOException {
        return in.readLong();
    }

    String readText() throws IOException {
        byte[] bytes = new byte[readLength(MAX_TEXT_BYTES)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Map<String, Tensor> readTensors() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long allowed = maxTensorBytes;
        for (int left = readLength(MAX_COUNT); left > 0; left--) {
            String name = readText();
            Tensor tensor = readTensor(allowed);
            allowed -= tensor.sizeBytes();
            tensors.put(name, tensor);
        }
        return tensors;
    }

    private Tensor readTensor(long allowed) throws IOException {
        ElementType type = readType();
        PartialShape shape = readShape();
        byte[] elements = new byte[readLength(allowed)];
        in.readFully(elements);
        return new Tensor(type, shape.fill(0).orElse(Shape.of()), ByteBuffer.wrap(elements));
    }

    List<TensorSpec> readSpecs() throws IOException {
        List<TensorSpec> specs = new ArrayList<>();
        for (int left = readLength(MAX_COUNT); left > 0; left--) {
            specs.add(new TensorSpec(readText(), readType(), readShape()));
        }
        return specs;
    }

    private ElementType readType() throws IOException {
        return ElementType.valueOf(readText());
    }

    private PartialShape readShape() throws IOException {
        boolean ranked = in.readBoolean();
        List<OptionalLong> dimensions = new ArrayList<>();
        for (int left = readLength(MAX_COUNT); left > 0; left--) {
            boolean known = in.readBoolean();
            long size = in.readLong();
            dimensions.add(known ? OptionalLong.of(size) : OptionalLong.empty());
        }
        return ranked ? PartialShape.of(dimensions) : PartialShape.UNKNOWN;
    }

    private int readLength(long limit) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > limit) {
            throw new IOException("a length of " + length + " where at most " + limit + " is allowed");
        }
        return length;
    }
}
