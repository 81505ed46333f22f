package hewn.serving.tfs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.inference.Signature;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Base64Object;
import hewn.serving.json.TensorReader;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the row form: a list of values of the only input, or of objects with a value for each.
 */
final class RowReader {
    private static final String WHERE = "instances";

    private final Map<String, TensorReader> readers = new LinkedHashMap<>();
    private long instance;

    RowReader(Signature signature) {
        for (TensorSpec spec : signature.inputs()) {
            readers.put(spec.name(), new TensorReader(WHERE, spec.type(), TfsType.name(spec.type())));
        }
    }

    Map<String, Tensor> read(JsonParser parser) throws IOException, RequestException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw RequestException.invalid("JSON Value: Excepting 'instances' to be an list/array");
        }
        for (TensorReader reader : readers.values()) {
            reader.open();
        }
        readInstances(parser);
        for (TensorReader reader : readers.values()) {
            reader.close();
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        readers.forEach((name, reader) -> inputs.put(name, reader.tensor()));
        return inputs;
    }

    private void readInstances(JsonParser parser) throws IOException, RequestException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            throw RequestException.invalid("JSON Value: No values in 'instances' array");
        }
        boolean objects = isObject(parser);
        if (!objects && readers.size() != 1) {
            throw RequestException.invalid("instances is a plain list, but expecting list of objects as multiple input"
                    + " tensors required as per tensorinfo_map: " + readers.keySet());
        }
        do {
            if (isObject(parser) != objects) {
                throw RequestException.invalid(
                        "Expecting " + (objects ? "object but got list" : "value/list but got object") + " at item "
                                + instance + " of input list");
            }
            if (objects) {
                readObject(parser);
            } else {
                readers.values().iterator().next().read(parser);
            }
            instance++;
        } while (parser.nextToken() != JsonToken.END_ARRAY);
    }

    /** Steps into an object to tell named inputs from bytes. */
    private boolean isObject(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return isInObject(parser);
        }
        parser.nextToken();
        return isInObject(parser);
    }

    private boolean isInObject(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.END_OBJECT
                || parser.currentToken() == JsonToken.FIELD_NAME && !isBytes(parser);
    }

    private boolean isBytes(JsonParser parser) throws IOException {
        return parser.currentName().equals(Base64Object.KEY) && !readers.containsKey(Base64Object.KEY);
    }

    private void readObject(JsonParser parser) throws IOException, RequestException {
        Set<String> given = new LinkedHashSet<>();
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            if (!readers.containsKey(name) || !given.add(name)) {
                throw element("key: " + name + ". JSON object: "
                        + (given.contains(name)
                                ? "has it twice"
                                : "does not have named input: " + name + ", but " + readers.keySet()));
            }
            readers.get(name).read(parser);
        }
        if (!given.equals(readers.keySet())) {
            throw element("JSON object with keys: " + given + " keys must be equal to: "
                    + String.join(",", readers.keySet()));
        }
    }

    private RequestException element(String reason) {
        return RequestException.invalid(
                "Failed to process element: " + instance + " of 'instances' list. Error: " + reason);
    }
}
