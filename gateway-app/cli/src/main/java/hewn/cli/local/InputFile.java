package hewn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hewn.cli.CliException;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Inputs in a JSON file, in one of two forms.
 *
 * <ul>
 *   <li>As clients of TensorFlow Serving send them by column: {@code {"inputs": {"x": [[1, 2]]}}}, or without names where
 *       there is one input.
 *   <li>As records of raw tensors: {@code {"inputs": [{"name": "x", "shape": [1, 2], "file": "x.bin"}]}}, each file beside
 *       the JSON file, little-endian and row-major.
 * </ul>
 *
 * @param file the JSON file
 */
public record InputFile(Path file) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Reads the inputs of a signature.
     *
     * @param specs what it takes
     * @return a tensor for each
     * @throws CliException if the file can't be read, or an input is missing or does not fit
     */
    public Map<String, Tensor> read(List<TensorSpec> specs) throws CliException {
        try {
            JsonNode inputs = MAPPER.readTree(file.toFile()).path("inputs");
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (TensorSpec spec : specs) {
                tensors.put(spec.name(), tensor(spec, inputs, specs.size() == 1));
            }
            return tensors;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw CliException.unusable(
                    "can't read the inputs in '" + file + "': " + unreadable.getMessage(),
                    "Write them as {\"inputs\": {\"NAME\": [[…]]}}; 'hewn check --help' tells more.");
        }
    }

    private Tensor tensor(TensorSpec spec, JsonNode inputs, boolean alone) throws IOException {
        Tensor tensor = isRecords(inputs) ? raw(spec, inputs) : new JsonTensor(spec).read(column(spec, inputs, alone));
        if (!spec.shape().accepts(tensor.shape())) {
            throw new IllegalArgumentException("input '" + spec.name() + "' has the shape " + tensor.shape()
                    + ", but the model takes " + spec.shape());
        }
        return tensor;
    }

    private static boolean isRecords(JsonNode inputs) {
        return inputs.isArray() && inputs.path(0).has("file");
    }

    private static JsonNode column(TensorSpec spec, JsonNode inputs, boolean alone) {
        if (inputs.isObject() && inputs.has(spec.name())) {
            return inputs.get(spec.name());
        }
        if (alone && !inputs.isObject() && !inputs.isMissingNode()) {
            return inputs;
        }
        throw new IllegalArgumentException("input '" + spec.name() + "' is missing");
    }

    private Tensor raw(TensorSpec spec, JsonNode inputs) throws IOException {
        JsonNode entry = StreamSupport.stream(inputs.spliterator(), false)
                .filter(record -> record.path("name").asText().equals(spec.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("input '" + spec.name() + "' is missing"));
        Path data = file.resolveSibling(entry.path("file").asText());
        Shape shape = new Shape(StreamSupport.stream(entry.path("shape").spliterator(), false)
                .map(JsonNode::asLong)
                .toList());
        return new Tensor(spec.type(), shape, ByteBuffer.wrap(Files.readAllBytes(data)));
    }
}
