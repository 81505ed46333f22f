package hewn.engine.isolated;

import hewn.tensor.PartialShape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Writes values so that {@link ValueReader} reads them: lengths and counts first, big-endian. */
final class ValueWriter {
    private final DataOutputStream out;
    private final WritableByteChannel channel;

    /**
     * Writes small values to a buffer and the elements of tensors past it.
     *
     * @param buffered ends in the channel
     * @param channel takes the elements
     */
    ValueWriter(OutputStream buffered, WritableByteChannel channel) {
        out = new DataOutputStream(buffered);
        this.channel = channel;
    }

    void flush() throws IOException {
        out.flush();
    }

    void write(byte tag) throws IOException {
        out.writeByte(tag);
    }

    void write(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    void write(int value) throws IOException {
        out.writeInt(value);
    }

    void write(long value) throws IOException {
        out.writeLong(value);
    }

    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    void write(Map<String, Tensor> tensors) throws IOException {
        out.writeInt(tensors.size());
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            write(tensor.getKey());
            write(tensor.getValue());
        }
    }

    private void write(Tensor tensor) throws IOException {
        write(tensor.type().name());
        write(PartialShape.of(tensor.shape()));
        out.writeInt(tensor.sizeBytes());
        out.flush();
        ByteBuffer elements = tensor.elements();
        while (elements.hasRemaining()) {
            channel.write(elements);
        }
    }

    void write(List<TensorSpec> specs) throws IOException {
        out.writeInt(specs.size());
        for (TensorSpec spec : specs) {
            write(spec.name());
            write(spec.type().name());
            write(spec.shape());
        }
    }

    private void write(PartialShape shape) throws IOException {
        out.writeBoolean(shape.dimensions().isPresent());
        List<OptionalLong> dimensions = shape.dimensions().orElse(List.of());
        out.writeInt(dimensions.size());
        for (OptionalLong dimension : dimensions) {
            out.writeBoolean(dimension.isPresent());
            out.writeLong(dimension.orElse(0));
        }
    }
}
