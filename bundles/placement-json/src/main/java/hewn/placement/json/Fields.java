package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The fields of one JSON object, which knows where in its file it stands, so that every error can name the field. A field
 * that nobody asked for is refused: in a file that people write, it is a typing error.
 */
final class Fields {
    private final String path;
    private final ObjectNode node;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    /** Makes a value of some fields. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Fields fields) throws PlacementFileException;
    }

    /** Makes a value of what stands somewhere. */
    @FunctionalInterface
    interface NodeReader<T> {
        T read(String where, JsonNode node) throws PlacementFileException;
    }

    /** Reads an object and refuses what the reader did not ask for. */
    static <T> T of(String path, JsonNode node, Reader<T> reader) throws PlacementFileException {
        if (!(node instanceof ObjectNode object)) {
            throw new PlacementFileException(path, "it is " + node + ", not an object", "write {…}");
        }
        Fields fields = new Fields(path, object);
        T value = fields.make(() -> reader.read(fields));
        fields.refuseUnknown();
        return value;
    }

    /** Where this object stands. */
    String path() {
        return path;
    }

    boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    <T> T required(String name, NodeReader<T> reader) throws PlacementFileException {
        if (!has(name)) {
            throw new PlacementFileException(at(name), "it is missing", "add the field \"" + name + "\"");
        }
        return reader.read(at(name), node.get(name));
    }

    <T> Optional<T> optional(String name, NodeReader<T> reader) throws PlacementFileException {
        return has(name) ? Optional.of(reader.read(at(name), node.get(name))) : Optional.empty();
    }

    /** The elements of an array; none if the field is absent. */
    <T> List<T> list(String name, NodeReader<T> reader) throws PlacementFileException {
        return optional(name, (where, array) -> elements(where, array, reader)).orElse(List.of());
    }

    /** The elements of an array that must be there. */
    <T> List<T> requiredList(String name, NodeReader<T> reader) throws PlacementFileException {
        return required(name, (where, array) -> elements(where, array, reader));
    }

    static <T> List<T> elements(String where, JsonNode array, NodeReader<T> reader) throws PlacementFileException {
        if (!array.isArray()) {
            throw new PlacementFileException(where, "it is " + array + ", not an array", "write […]");
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : array) {
            elements.add(reader.read(where + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    static <T> NodeReader<T> object(Reader<T> reader) {
        return (where, node) -> of(where, node, reader);
    }

    static String text(String where, JsonNode node) throws PlacementFileException {
        if (!node.isTextual()) {
            throw new PlacementFileException(where, "it is " + node + ", not a text", "write it in quotes");
        }
        return node.textValue();
    }

    static int count(String where, JsonNode node) throws PlacementFileException {
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw new PlacementFileException(where, "it is " + node + ", not a whole number", "write such as 3");
        }
        return node.intValue();
    }

    static long whole(String where, JsonNode node) throws PlacementFileException {
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw new PlacementFileException(where, "it is " + node + ", not a whole number", "write such as 1000");
        }
        return node.longValue();
    }

    static double number(String where, JsonNode node) throws PlacementFileException {
        if (!node.isNumber()) {
            throw new PlacementFileException(where, "it is " + node + ", not a number", "write such as 0.5");
        }
        return node.doubleValue();
    }

    static boolean truth(String where, JsonNode node) throws PlacementFileException {
        if (!node.isBoolean()) {
            throw new PlacementFileException(where, "it is " + node + ", neither true nor false", "write one of them");
        }
        return node.booleanValue();
    }

    /** A number of base units, or text with a unit. */
    static NodeReader<Double> measure(Measure measure) {
        return (where, node) -> {
            Optional<Double> value = node.isNumber() ? Optional.of(node.doubleValue()) : measure.parse(node.asText());
            return value.orElseThrow(() -> new PlacementFileException(
                    where, "it is " + node + ", which can't be read", "write " + measure.example()));
        };
    }

    /** Makes a value that may refuse what is in it. */
    static <T> T value(String where, Supplier<T> value) throws PlacementFileException {
        return guarded(where, value::get);
    }

    private <T> T make(Maker<T> maker) throws PlacementFileException {
        return guarded(path, maker);
    }

    private static <T> T guarded(String where, Maker<T> maker) throws PlacementFileException {
        try {
            return maker.make();
        } catch (IllegalArgumentException unfit) { // records validate themselves
            throw new PlacementFileException(where, unfit.getMessage(), "mend it", unfit);
        }
    }

    private interface Maker<T> {
        T make() throws PlacementFileException;
    }

    private void refuseUnknown() throws PlacementFileException {
        for (String name : (Iterable<String>) node::fieldNames) {
            if (!known.contains(name)) {
                throw new PlacementFileException(at(name), "there is no such field", "the known ones are " + known);
            }
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
