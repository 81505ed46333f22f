package hewn.serving.tfs;

import hewn.tensor.ElementType;
import java.util.Locale;

/** What TensorFlow calls element types. */
final class TfsType {
    private TfsType() {}

    /** As in error texts, such as {@code float}. */
    static String name(ElementType type) {
        return switch (type) {
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
            case FLOAT16 -> "half";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** As in metadata, such as {@code DT_FLOAT}. */
    static String enumName(ElementType type) {
        return "DT_" + name(type).toUpperCase(Locale.ROOT);
    }
}
