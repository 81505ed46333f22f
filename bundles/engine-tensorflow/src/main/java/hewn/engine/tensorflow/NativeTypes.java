package hewn.engine.tensorflow;

import hewn.tensor.ElementType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.proto.DataType;

/** How TensorFlow numbers the element types. */
final class NativeTypes {
    private static final int REF_OFFSET = 100;

    private static final Map<ElementType, DataType> NATIVE = new EnumMap<>(Map.ofEntries(
            Map.entry(ElementType.BOOL, DataType.DT_BOOL),
            Map.entry(ElementType.INT8, DataType.DT_INT8),
            Map.entry(ElementType.INT16, DataType.DT_INT16),
            Map.entry(ElementType.INT32, DataType.DT_INT32),
            Map.entry(ElementType.INT64, DataType.DT_INT64),
            Map.entry(ElementType.UINT8, DataType.DT_UINT8),
            Map.entry(ElementType.UINT16, DataType.DT_UINT16),
            Map.entry(ElementType.UINT32, DataType.DT_UINT32),
            Map.entry(ElementType.UINT64, DataType.DT_UINT64),
            Map.entry(ElementType.FLOAT16, DataType.DT_HALF),
            Map.entry(ElementType.BFLOAT16, DataType.DT_BFLOAT16),
            Map.entry(ElementType.FLOAT32, DataType.DT_FLOAT),
            Map.entry(ElementType.FLOAT64, DataType.DT_DOUBLE),
            Map.entry(ElementType.STRING, DataType.DT_STRING)));

    private static final Map<Integer, ElementType> ELEMENT = NATIVE.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(e -> e.getValue().getNumber(), Map.Entry::getKey));

    private NativeTypes() {}

    /** The number of an element type. */
    static int of(ElementType type) {
        return NATIVE.get(type).getNumber();
    }

    /** The element type with a number, or empty if it is none that can be handed over. */
    static Optional<ElementType> elementType(int number) {
        return Optional.ofNullable(ELEMENT.get(number > REF_OFFSET ? number - REF_OFFSET : number));
    }

    /** What TensorFlow calls the type with a number. */
    static String name(int number) {
        return Optional.ofNullable(DataType.forNumber(number))
                .map(DataType::name)
                .orElse("type " + number);
    }
}
