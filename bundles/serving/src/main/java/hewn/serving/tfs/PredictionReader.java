package hewn.serving.tfs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.inference.Signature;
import hewn.pipeline.InferenceService.Served;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Json;
import hewn.serving.models.InputCheck;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the body of a predict request straight into tensors.
 */
final class PredictionReader {
    private static final String SIGNATURE = "signature_name";
    private static final String INSTANCES = "instances";
    private static final String INPUTS = "inputs";

    private final ByteBuffer body;
    private final List<Served> served;
    private Optional<String> signatureName = Optional.empty();
    private Optional<String> form = Optional.empty();
    private long dataOffset;

    private PredictionReader(ByteBuffer body, List<Served> served) {
        this.body = body;
        this.served = served;
    }

    /** The ways to call the model: at least one, the default first. */
    static Prediction read(ByteBuffer body, List<Served> served) throws RequestException {
        return Json.read(body, parser -> new PredictionReader(body, served).read(parser));
    }

    /**
     * Tensors need the signature's types, and the signature may be named behind them: only then are they read in a
     * second pass.
     */
    private Prediction read(JsonParser parser) throws IOException, RequestException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw RequestException.invalid("JSON Value: " + parser.getText() + " Is not object");
        }
        Optional<Map<String, Tensor>> inputs = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case SIGNATURE -> signatureName = Optional.of(name(parser));
                case INSTANCES, INPUTS -> {
                    begin(key, parser);
                    inputs = inputsIfSignatureIsKnown(parser);
                }
                default -> parser.skipChildren();
            }
        }
        Signature signature = signature();
        if (form.isEmpty()) {
            throw RequestException.invalid("Missing 'inputs' or 'instances' key; send {\"instances\": [...]} with a"
                    + " value for each sample");
        }
        if (inputs.isEmpty()) {
            inputs = Optional.of(Json.readAgain(body, dataOffset, again -> inputs(again, signature)));
        }
        return new Prediction(signatureName, form.get().equals(INSTANCES), checked(inputs.get(), signature));
    }

    private static String name(JsonParser parser) throws IOException, RequestException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw RequestException.invalid("JSON Value: " + parser.getText()
                    + " not formatted correctly. 'signature_name' key must be a string value.");
        }
        return parser.getText();
    }

    private void begin(String key, JsonParser parser) throws RequestException {
        if (form.isPresent()) {
            throw RequestException.invalid("JSON Value: Not formatted correctly expecting only one of 'inputs' or"
                    + " 'instances' keys to exist, and once");
        }
        form = Optional.of(key);
        dataOffset = Json.offset(parser);
    }

    private Optional<Map<String, Tensor>> inputsIfSignatureIsKnown(JsonParser parser)
            throws IOException, RequestException {
        if (signatureName.isPresent() || served.size() == 1) {
            return Optional.of(inputs(parser, signature()));
        }
        parser.skipChildren();
        return Optional.empty();
    }

    private Signature signature() throws RequestException {
        if (signatureName.filter(name -> !name.isEmpty()).isEmpty()) {
            return served.get(0).signature();
        }
        return served.stream()
                .map(Served::signature)
                .filter(signature -> signature.name().equals(signatureName.get()))
                .findFirst()
                .orElseThrow(() -> RequestException.invalid("Serving signature name: \"" + signatureName.get()
                        + "\" not found in signature def. Served: "
                        + served.stream().map(s -> s.signature().name()).toList()));
    }

    private Map<String, Tensor> inputs(JsonParser parser, Signature signature) throws IOException, RequestException {
        return form.get().equals(INSTANCES)
                ? new RowReader(signature).read(parser)
                : new ColumnReader(signature).read(parser);
    }

    private static Map<String, Tensor> checked(Map<String, Tensor> inputs, Signature signature)
            throws RequestException {
        InputCheck check = new InputCheck(signature, TfsType::name);
        check.requireAll(inputs);
        for (TensorSpec spec : signature.inputs()) {
            check.requireShape(spec, inputs.get(spec.name()).shape());
        }
        return inputs;
    }
}
