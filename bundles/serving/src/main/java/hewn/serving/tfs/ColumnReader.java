package hewn.serving.tfs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.inference.Signature;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Base64Object;
import hewn.serving.json.TensorReader;
import hewn.serving.models.InputCheck;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the columnar form: one value for the only input, or an object with one for each.
 */
final class ColumnReader {
    private static final String WHERE = "inputs";

    private final Signature signature;
    private final InputCheck check;

    ColumnReader(Signature signature) {
        this.signature = signature;
        this.check = new InputCheck(signature, TfsType::name);
    }

    Map<String, Tensor> read(JsonParser parser) throws IOException, RequestException {
        return parser.currentToken() == JsonToken.START_OBJECT ? readObject(parser) : readBare(parser);
    }

    private Map<String, Tensor> readBare(JsonParser parser) throws IOException, RequestException {
        if (signature.inputs().size() != 1) {
            throw RequestException.invalid("inputs is a plain value/list, but expecting an object as multiple input"
                    + " tensors required as per tensorinfo_map: "
                    + signature.inputs().stream().map(TensorSpec::name).toList());
        }
        TensorSpec only = signature.inputs().get(0);
        return Map.of(only.name(), tensor(parser, only, WHERE));
    }

    private Map<String, Tensor> readObject(JsonParser parser) throws IOException, RequestException {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (inputs.isEmpty() && isBytes(name)) {
                return readBare(parser);
            }
            TensorSpec spec = check.spec(name);
            parser.nextToken();
            if (inputs.put(name, tensor(parser, spec, WHERE + "." + name)) != null) {
                throw RequestException.invalid("input '" + name + "' is given twice");
            }
        }
        return inputs;
    }

    private boolean isBytes(String key) {
        return key.equals(Base64Object.KEY)
                && signature.inputs().stream().noneMatch(input -> input.name().equals(key));
    }

    private static Tensor tensor(JsonParser parser, TensorSpec spec, String where)
            throws IOException, RequestException {
        TensorReader reader = new TensorReader(where, spec.type(), TfsType.name(spec.type()));
        reader.read(parser);
        return reader.tensor();
    }
}
