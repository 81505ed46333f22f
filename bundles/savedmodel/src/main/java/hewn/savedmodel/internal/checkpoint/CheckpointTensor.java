package hewn.savedmodel.internal.checkpoint;

import com.google.protobuf.ByteString;
import hewn.inference.ModelException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** A tensor of a checkpoint, whose bytes are read when they are first asked for. Safe for use by several threads. */
public final class CheckpointTensor {
    private final String key;
    private final DataType type;
    private final List<Long> shape;
    private final TensorBytes bytes;
    private Optional<ByteString> content = Optional.empty();

    CheckpointTensor(String key, DataType type, List<Long> shape, TensorBytes bytes) {
        this.key = Objects.requireNonNull(key, "key");
        this.type = Objects.requireNonNull(type, "type");
        this.shape = List.copyOf(shape);
        this.bytes = Objects.requireNonNull(bytes, "bytes");
    }

    /**
     * Its name in the checkpoint.
     *
     * @return such as {@code variables/0/.ATTRIBUTES/VARIABLE_VALUE}
     */
    public String key() {
        return key;
    }

    /**
     * What its elements are.
     *
     * @return the type, be it one whose content can be read or not
     */
    public DataType type() {
        return type;
    }

    /**
     * Its dimensions.
     *
     * @return sizes, none negative
     */
    public List<Long> shape() {
        return shape;
    }

    /**
     * Its elements, row-major and little-endian. Those of a large tensor lie in a mapped file, not on the heap; the file
     * must stay as it is while they are in use.
     *
     * @return exactly as many bytes as type and shape need
     * @throws ModelException if the bytes do not fit their checksum, can't be read, or are of a type that is not served
     */
    public synchronized ByteString content() throws ModelException {
        if (content.isEmpty()) {
            content = Optional.of(bytes.read(key));
        }
        return content.get();
    }

    @Override
    public String toString() {
        return key + " " + type + shape;
    }
}
