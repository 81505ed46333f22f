package hewn.savedmodel.internal.read;

import hewn.tensor.ElementType;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** What TensorFlow's data types are here. */
public final class ElementTypes {
    private ElementTypes() {}

    /**
     * Translates a type.
     *
     * @param type TensorFlow's
     * @return the element type, or empty if tensors of it are not handed from slice to slice (handles, complex numbers,
     *     quantised types)
     */
    public static Optional<ElementType> of(DataType type) {
        return Optional.ofNullable(
                switch (type) {
                    case DT_BOOL -> ElementType.BOOL;
                    case DT_INT8 -> ElementType.INT8;
                    case DT_INT16 -> ElementType.INT16;
                    case DT_INT32 -> ElementType.INT32;
                    case DT_INT64 -> ElementType.INT64;
                    case DT_UINT8 -> ElementType.UINT8;
                    case DT_UINT16 -> ElementType.UINT16;
                    case DT_UINT32 -> ElementType.UINT32;
                    case DT_UINT64 -> ElementType.UINT64;
                    case DT_HALF -> ElementType.FLOAT16;
                    case DT_BFLOAT16 -> ElementType.BFLOAT16;
                    case DT_FLOAT -> ElementType.FLOAT32;
                    case DT_DOUBLE -> ElementType.FLOAT64;
                    case DT_STRING -> ElementType.STRING;
                    default -> null;
                });
    }

    /**
     * How many bytes one element of a constant takes in memory.
     *
     * @param type TensorFlow's
     * @return the size in bytes; 16 for what is not known, which no element exceeds but a string
     */
    public static int sizeBytes(DataType type) {
        return switch (type) {
            case DT_QINT8, DT_QUINT8 -> 1;
            case DT_QINT16, DT_QUINT16 -> 2;
            case DT_QINT32 -> 4;
            case DT_COMPLEX64 -> 8;
            default -> of(type).map(t -> t.sizeBytes().orElse(16)).orElse(16);
        };
    }
}
