package hewn.serving.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Json;
import hewn.serving.json.TensorReader;
import hewn.serving.models.InputCheck;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one of a request's inputs. Its fields may come in any order: data that comes before its datatype is read in a
 * second pass.
 */
final class InputReader {
    private final ByteBuffer json;
    private Optional<String> name = Optional.empty();
    private Optional<ElementType> type = Optional.empty();
    private Optional<Shape> shape = Optional.empty();
    private Parameters parameters = Parameters.NONE;
    private OptionalLong dataOffset = OptionalLong.empty();
    private Optional<TensorReader> data = Optional.empty();

    private InputReader(ByteBuffer json) {
        this.json = json;
    }

    /** Reads the object at whose start the parser stands. */
    static InputReader read(ByteBuffer json, JsonParser parser) throws IOException, RequestException {
        InputReader input = new InputReader(json);
        input.readFields(parser);
        return input;
    }

    private void readFields(JsonParser parser) throws IOException, RequestException {
        requireToken(parser, JsonToken.START_OBJECT, "an input is an object");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = Optional.of(text(parser, "name"));
                case "datatype" -> type = Optional.of(Datatype.of(text(parser, "datatype")));
                case "shape" -> shape = Optional.of(shape(parser));
                case "parameters" -> parameters = Parameters.read(parser);
                case "data" -> readData(parser);
                default -> parser.skipChildren();
            }
        }
        if (data.isEmpty() && dataOffset.isPresent()) {
            Json.readAgain(json, dataOffset.getAsLong(), again -> {
                readData(again);
                return data;
            });
        }
    }

    private void readData(JsonParser parser) throws IOException, RequestException {
        dataOffset = OptionalLong.of(Json.offset(parser));
        if (name.isEmpty() || type.isEmpty()) {
            parser.skipChildren();
            return;
        }
        if (Datatype.isBinaryOnly(type.get())) {
            throw RequestException.invalid("input '" + name() + "' has datatype " + Datatype.name(type.get())
                    + ", which JSON has no notation for; send it as binary data");
        }
        requireToken(parser, JsonToken.START_ARRAY, "data of input '" + name() + "' is an array");
        TensorReader reader = new TensorReader(name() + ".data", type.get(), Datatype.name(type.get()));
        reader.read(parser);
        data = Optional.of(reader);
    }

    private static Shape shape(JsonParser parser) throws IOException, RequestException {
        requireToken(parser, JsonToken.START_ARRAY, "a shape is an array of numbers");
        List<Long> dimensions = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireToken(parser, JsonToken.VALUE_NUMBER_INT, "a shape is an array of numbers");
            dimensions.add(parser.getLongValue());
        }
        try {
            return new Shape(dimensions);
        } catch (IllegalArgumentException negativeOrTooLarge) {
            throw RequestException.invalid("shape: " + negativeOrTooLarge.getMessage());
        }
    }

    private static String text(JsonParser parser, String field) throws IOException, RequestException {
        requireToken(parser, JsonToken.VALUE_STRING, "'" + field + "' is a string");
        return parser.getText();
    }

    static void requireToken(JsonParser parser, JsonToken token, String rule) throws IOException, RequestException {
        if (parser.currentToken() != token) {
            throw RequestException.invalid(
                    rule + ", but got " + parser.getText() + " at offset: " + Json.offset(parser));
        }
    }

    String name() {
        return name.orElse("(without a name)");
    }

    /** Makes the tensor, once the whole JSON is read; called for each input in the order in which they are listed. */
    Tensor tensor(InputCheck check, BinaryInputs binary) throws RequestException {
        requireField(name.isPresent(), "name");
        TensorSpec spec = check.spec(name());
        requireField(type.isPresent(), "datatype");
        requireField(shape.isPresent(), "shape");
        check.requireType(spec, type.get());
        check.requireShape(spec, shape.get());
        parameters.requireNone("input '" + name() + "'", "shared_memory_region");
        OptionalLong binarySize = parameters.amount("binary_data_size");
        if (binarySize.isPresent() == data.isPresent()) {
            throw RequestException.invalid("input '" + name() + "' has either 'data' or the parameter"
                    + " 'binary_data_size', but got " + (data.isPresent() ? "both" : "none"));
        }
        return binarySize.isPresent()
                ? binary.next(name(), type.get(), shape.get(), binarySize.getAsLong())
                : tensor(data.get());
    }

    private void requireField(boolean present, String field) throws RequestException {
        if (!present) {
            throw RequestException.invalid("input '" + name() + "' has no '" + field + "'");
        }
    }

    /** The data is nested as the shape says, or flat. */
    private Tensor tensor(TensorReader reader) throws RequestException {
        Shape got = reader.shape();
        Shape declared = shape.get();
        boolean flat = got.rank() == 1 && got.elements() == declared.elements();
        if (!flat && !got.equals(declared) && !(got.elements() == 0 && declared.elements() == 0)) {
            throw RequestException.invalid("data of input '" + name() + "' has shape " + got + ", but 'shape' says "
                    + declared + ", which takes " + declared.elements() + " elements");
        }
        return reader.tensor(declared);
    }
}
