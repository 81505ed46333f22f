package hewn.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tensor as nested JSON arrays, a part at a time, in row-major order.
 */
public final class TensorWriter {
    private final Tensor tensor;
    private final ByteBuffer elements;
    private final boolean stringsAsBytes;
    private final long[] strides;
    private final long total;
    private long index;

    /**
     * Begins at the first element.
     *
     * @param tensor what to write
     * @param stringsAsBytes whether strings are written as {@code b64} objects even if they are UTF-8
     */
    public TensorWriter(Tensor tensor, boolean stringsAsBytes) {
        this.tensor = tensor;
        this.elements = tensor.elements();
        this.stringsAsBytes = stringsAsBytes;
        this.strides = strides(tensor.shape());
        this.total = tensor.shape().elements();
    }

    /**
     * Begins at the first element and writes all elements as one array, whatever the shape.
     *
     * @param tensor what to write
     * @return the writer
     */
    public static TensorWriter flat(Tensor tensor) {
        return new TensorWriter(
                new Tensor(tensor.type(), Shape.of(tensor.shape().elements()), tensor.elements()), false);
    }

    /** How many elements lie within one item of each level, the whole first, one element last. */
    private static long[] strides(Shape shape) {
        long[] sizes = shape.toArray();
        long[] strides = new long[sizes.length + 1];
        strides[sizes.length] = 1;
        for (int level = sizes.length - 1; level >= 0; level--) {
            strides[level] = shape.elements() == 0 ? 0 : strides[level + 1] * sizes[level];
        }
        return strides;
    }

    /**
     * Goes on with the whole tensor.
     *
     * @param out takes the JSON
     * @param atMost about how many elements to write
     * @return whether the tensor is written to its end
     * @throws IOException if writing fails
     */
    public boolean writeAll(JsonGenerator out, int atMost) throws IOException {
        if (total == 0) {
            writeEmpty(out, 0);
            return true;
        }
        write(out, 0, total, atMost);
        return index == total;
    }

    /**
     * Writes the next item of the outermost dimension.
     *
     * @param out takes the JSON
     * @throws IOException if writing fails
     */
    public void writeItem(JsonGenerator out) throws IOException {
        if (total == 0) {
            writeEmpty(out, 1);
        } else {
            write(out, 1, index + strides[1], Long.MAX_VALUE);
        }
    }

    private void writeEmpty(JsonGenerator out, int level) throws IOException {
        out.writeStartArray();
        if (level + 1 < tensor.shape().rank()) {
            for (long i = 0; i < tensor.shape().dimensions().get(level); i++) {
                writeEmpty(out, level + 1);
            }
        }
        out.writeEndArray();
    }

    private void write(JsonGenerator out, int level, long end, long atMost) throws IOException {
        long row = strides[Math.max(level, tensor.shape().rank() - 1)];
        long left = atMost;
        while (index < end && left > 0) {
            open(out, level);
            long run = Math.min(row - index % row, left);
            writeRun(out, run);
            index += run;
            left -= run;
            close(out, level);
        }
    }

    private void open(JsonGenerator out, int level) throws IOException {
        for (int l = level; l < strides.length - 1; l++) {
            if (index % strides[l] == 0) {
                out.writeStartArray();
            }
        }
    }

    private void close(JsonGenerator out, int level) throws IOException {
        for (int l = strides.length - 2; l >= level && index % strides[l] == 0; l--) {
            out.writeEndArray();
        }
    }

    private void writeRun(JsonGenerator out, long run) throws IOException {
        for (long i = 0; i < run; i++) {
            writeElement(out);
        }
    }

    private void writeElement(JsonGenerator out) throws IOException {
        switch (tensor.type()) {
            case FLOAT32 -> out.writeNumber(elements.getFloat());
            case FLOAT64 -> out.writeNumber(elements.getDouble());
            case FLOAT16 -> out.writeNumber(HalfFloats.fromFloat16(elements.getShort()));
            case BFLOAT16 -> out.writeNumber(HalfFloats.fromBfloat16(elements.getShort()));
            case BOOL -> out.writeBoolean(elements.get() != 0);
            case INT8 -> out.writeNumber(elements.get());
            case INT16 -> out.writeNumber(elements.getShort());
            case INT32 -> out.writeNumber(elements.getInt());
            case INT64 -> out.writeNumber(elements.getLong());
            case UINT8 -> out.writeNumber(Byte.toUnsignedInt(elements.get()));
            case UINT16 -> out.writeNumber(Short.toUnsignedInt(elements.getShort()));
            case UINT32 -> out.writeNumber(Integer.toUnsignedLong(elements.getInt()));
            case UINT64 -> writeUint64(out, elements.getLong());
            case STRING -> writeString(out);
        }
    }

    private static void writeUint64(JsonGenerator out, long value) throws IOException {
        if (value >= 0) {
            out.writeNumber(value);
        } else {
            out.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }

    private void writeString(JsonGenerator out) throws IOException {
        byte[] bytes = new byte[elements.getInt()];
        elements.get(bytes);
        if (stringsAsBytes) {
            Base64Object.write(out, bytes);
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            Base64Object.write(out, bytes);
            return;
        }
        out.writeString(text);
    }
}
