package hewn.serving.oip;

import hewn.serving.exchange.RequestException;
import hewn.tensor.ElementType;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the protocol calls element types. */
final class Datatype {
    private static final Map<String, ElementType> BY_NAME = Arrays.stream(ElementType.values())
            .collect(Collectors.toUnmodifiableMap(Datatype::name, Function.identity()));

    /** JSON has no notation for their elements. */
    private static final Set<ElementType> BINARY_ONLY = Set.of(ElementType.FLOAT16, ElementType.BFLOAT16);

    private Datatype() {}

    static String name(ElementType type) {
        return switch (type) {
            case FLOAT16 -> "FP16";
            case BFLOAT16 -> "BF16";
            case FLOAT32 -> "FP32";
            case FLOAT64 -> "FP64";
            case STRING -> "BYTES";
            default -> type.name();
        };
    }

    static ElementType of(String name) throws RequestException {
        ElementType type = BY_NAME.get(name);
        if (type == null) {
            throw RequestException.invalid("there is no datatype '" + name + "'; there are "
                    + BY_NAME.keySet().stream().sorted().toList());
        }
        return type;
    }

    static boolean isBinaryOnly(ElementType type) {
        return BINARY_ONLY.contains(type);
    }
}
