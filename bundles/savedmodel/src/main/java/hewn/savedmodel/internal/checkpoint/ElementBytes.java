package hewn.savedmodel.internal.checkpoint;

import java.util.OptionalInt;
import org.tensorflow.proto.DataType;

/** How many bytes of a checkpoint an element takes (tensorflow/core/framework/types.h, {@code DataTypeSize}). */
final class ElementBytes {
    private ElementBytes() {}

    /** Empty for types whose elements have no fixed size, or less than a byte. */
    static OptionalInt of(DataType type) {
        return switch (type) {
            case DT_BOOL, DT_INT8, DT_UINT8, DT_QINT8, DT_QUINT8, DT_FLOAT8_E5M2, DT_FLOAT8_E4M3FN -> OptionalInt.of(1);
            case DT_HALF, DT_BFLOAT16, DT_INT16, DT_UINT16, DT_QINT16, DT_QUINT16 -> OptionalInt.of(2);
            case DT_FLOAT, DT_INT32, DT_UINT32, DT_QINT32 -> OptionalInt.of(4);
            case DT_DOUBLE, DT_INT64, DT_UINT64, DT_COMPLEX64 -> OptionalInt.of(8);
            case DT_COMPLEX128 -> OptionalInt.of(16);
            default -> OptionalInt.empty();
        };
    }
}
