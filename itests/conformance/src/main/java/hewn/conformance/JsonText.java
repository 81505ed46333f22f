package hewn.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** JSON with {@code NaN} and infinities, compared by value. */
final class JsonText {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static JsonNode require(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not JSON: " + text));
    }

    /** Where one document lacks what another expects. */
    static Optional<String> difference(String where, JsonNode got, JsonNode expected) {
        if (expected.isObject()) {
            return members(where, got, expected);
        }
        if (expected.isArray()) {
            return items(where, got, expected);
        }
        boolean equal = expected.isNumber()
                ? got.isNumber() && Double.compare(got.asDouble(), expected.asDouble()) == 0
                : got.equals(expected);
        return equal ? Optional.empty() : Optional.of("at " + where + ": " + got + " instead of " + expected);
    }

    private static Optional<String> members(String where, JsonNode got, JsonNode expected) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            Optional<String> difference =
                    difference(where + "/" + field.getKey(), got.path(field.getKey()), field.getValue());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> items(String where, JsonNode got, JsonNode expected) {
        if (!got.isArray() || got.size() != expected.size()) {
            return Optional.of("at " + where + ": " + got + " instead of " + expected);
        }
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> difference = difference(where + "/" + i, got.get(i), expected.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }
}
