package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.inference.Signature;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Json;
import hewn.serving.models.InputCheck;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the body of an infer request straight into tensors.
 */
final class InferRequestReader {
    private final InferBody body;
    private final Signature signature;
    private final List<InputReader> inputs = new ArrayList<>();
    private final List<OutputName> outputs = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private Parameters parameters = Parameters.NONE;

    private InferRequestReader(InferBody body, Signature signature) {
        this.body = body;
        this.signature = signature;
    }

    static InferRequest read(InferBody body, Signature signature) throws RequestException {
        InferRequestReader reader = new InferRequestReader(body, signature);
        Json.read(body.json(), parser -> {
            reader.readFields(parser);
            return reader;
        });
        return reader.request();
    }

    private void readFields(JsonParser parser) throws IOException, RequestException {
        InputReader.requireToken(parser, JsonToken.START_OBJECT, "a request is an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> {
                    InputReader.requireToken(parser, JsonToken.VALUE_STRING, "'id' is a string");
                    id = Optional.of(parser.getText());
                }
                case "parameters" -> parameters = Parameters.read(parser);
                case "inputs" -> readItems(parser, field, () -> inputs.add(InputReader.read(body.json(), parser)));
                case "outputs" -> readItems(parser, field, () -> outputs.add(OutputName.read(parser)));
                default -> parser.skipChildren();
            }
        }
    }

    /** Reads one item of an array. */
    @FunctionalInterface
    private interface ItemReader {
        void read() throws IOException, RequestException;
    }

    private static void readItems(JsonParser parser, String field, ItemReader item)
            throws IOException, RequestException {
        InputReader.requireToken(parser, JsonToken.START_ARRAY, "'" + field + "' is an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.read();
        }
    }

    private InferRequest request() throws RequestException {
        parameters.requireNone("the request", "sequence_id", "sequence_start", "sequence_end");
        Optional<Duration> timeout = timeout();
        return new InferRequest(id, timeout, tensors(), RequestedOutputs.of(outputs, parameters, signature));
    }

    private Optional<Duration> timeout() throws RequestException {
        var micros = parameters.amount("timeout");
        return micros.isPresent() && micros.getAsLong() > 0
                ? Optional.of(Duration.of(micros.getAsLong(), ChronoUnit.MICROS))
                : Optional.empty();
    }

    private Map<String, Tensor> tensors() throws RequestException {
        InputCheck check = new InputCheck(signature, Datatype::name);
        BinaryInputs binary = new BinaryInputs(body.binary());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (InputReader input : inputs) {
            if (tensors.put(input.name(), input.tensor(check, binary)) != null) {
                throw RequestException.invalid("input '" + input.name() + "' is given twice");
            }
        }
        check.requireAll(tensors);
        binary.requireEnd();
        return tensors;
    }
}
