package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parameters of a request, an input or an output: strings, numbers and truth values by name. Unknown ones are
 * ignored, as the protocol wants it.
 *
 * @param values numbers are long or double
 */
record Parameters(Map<String, Object> values) {
    static final Parameters NONE = new Parameters(Map.of());

    Parameters {
        values = Map.copyOf(values);
    }

    static Parameters read(JsonParser parser) throws IOException, RequestException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw RequestException.invalid("'parameters' is an object, but got " + parser.getText());
        }
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            switch (parser.nextToken()) {
                case VALUE_STRING -> values.put(name, parser.getText());
                case VALUE_TRUE, VALUE_FALSE -> values.put(name, parser.getBooleanValue());
                case VALUE_NUMBER_INT -> values.put(name, parser.getLongValue());
                case VALUE_NUMBER_FLOAT -> values.put(name, parser.getDoubleValue());
                default -> parser.skipChildren();
            }
        }
        return new Parameters(values);
    }

    /** A truth value, if it is given. */
    Optional<Boolean> flag(String name) throws RequestException {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        throw RequestException.invalid("parameter '" + name + "' is true or false, but got " + value);
    }

    /** A number that is not negative, if it is given. */
    OptionalLong amount(String name) throws RequestException {
        Object value = values.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long amount && amount >= 0) {
            return OptionalLong.of(amount);
        }
        throw RequestException.invalid("parameter '" + name + "' is a number from 0 on, but got " + value);
    }

    /** Refuses what would change the meaning of a request if it were ignored. */
    void requireNone(String where, String... unsupported) throws RequestException {
        for (String name : unsupported) {
            if (values.containsKey(name)) {
                throw RequestException.invalid(
                        "parameter '" + name + "' of " + where + " is not supported; leave it out");
            }
        }
    }
}
