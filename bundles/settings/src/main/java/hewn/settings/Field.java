package hewn.settings;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * One field of a form.
 *
 * @param definition as it stands in a bundle
 */
record Field(AD definition) {
    private static final Map<Integer, String> TYPES = Map.of(
            AttributeDefinition.BOOLEAN, "neither true nor false",
            AttributeDefinition.BYTE, "no integer of 8 bits",
            AttributeDefinition.SHORT, "no integer of 16 bits",
            AttributeDefinition.INTEGER, "no integer of 32 bits",
            AttributeDefinition.LONG, "no integer of 64 bits",
            AttributeDefinition.FLOAT, "no number",
            AttributeDefinition.DOUBLE, "no number");

    String id() {
        return definition.getID();
    }

    String name() {
        return Optional.ofNullable(definition.getName())
                .filter(name -> !name.startsWith("%")) // a key of a translation
                .orElse(id());
    }

    private boolean holdsOne() {
        return definition.getCardinality() == 0;
    }

    /** Why a value is not valid, such as "is less than 1"; empty if it is. */
    Optional<String> refusal(Object value) {
        List<String> elements = elements(value);
        if (elements.isEmpty()) {
            return holdsOne() ? Optional.of("is empty") : Optional.empty();
        }
        String verdict = definition.validate(
                holdsOne()
                        ? elements.get(0)
                        : elements.stream().map(Field::escaped).collect(Collectors.joining(",")));
        return Optional.ofNullable(verdict).filter(words -> !words.isEmpty()).map(this::reason);
    }

    private String reason(String verdict) {
        return switch (verdict) {
            case AD.VALIDATE_MISSING -> "is empty";
            case AD.VALIDATE_INVALID_VALUE -> "is " + TYPES.getOrDefault(definition.getType(), "of another type");
            case AD.VALIDATE_LESS_THAN_MINIMUM -> "is less than " + definition.getMin();
            case AD.VALIDATE_GREATER_THAN_MAXIMUM -> "is more than " + definition.getMax();
            case AD.VALIDATE_NOT_A_VALID_OPTION -> "is none of " + String.join(", ", definition.getOptionValues());
            default -> "is not valid: " + verdict;
        };
    }

    /** A value as people may see it. */
    String shown(Object value) {
        return definition.getType() == AttributeDefinition.PASSWORD
                ? "a value that is kept secret"
                : "'" + String.join(", ", elements(value)) + "'";
    }

    /** What holds where nothing is configured. */
    String standard() {
        String[] values = definition.getDefaultValue();
        if (values == null || values.length == 0 || String.join("", values).isEmpty()) {
            return "none";
        }
        return String.join(", ", values);
    }

    /** Configurations hold single values, arrays and collections. */
    private static List<String> elements(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> String.valueOf(Array.get(value, i)))
                    .toList();
        }
        return List.of(value.toString());
    }

    /** As one of several in a list, where commas and spaces have a meaning. */
    private static String escaped(String element) {
        return element.replaceAll("[\\\\, ]", "\\\\$0");
    }
}
