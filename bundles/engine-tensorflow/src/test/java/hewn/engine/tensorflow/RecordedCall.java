package hewn.engine.tensorflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A call that TensorFlow's Python API answered. */
record RecordedCall(String signature, Map<String, Tensor> inputs, Map<String, Tensor> outputs, double tolerance) {
    static RecordedCall read(Path json) {
        try {
            JsonNode record = new ObjectMapper().readTree(json.toFile());
            return new RecordedCall(
                    record.get("signature").asText(),
                    tensors(record.get("inputs"), json.getParent()),
                    tensors(record.get("outputs"), json.getParent()),
                    record.get("tolerance").asDouble());
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static Map<String, Tensor> tensors(JsonNode records, Path folder) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonNode tensor : records) {
            List<Long> shape = new ArrayList<>();
            tensor.get("shape").forEach(dimension -> shape.add(dimension.asLong()));
            byte[] elements =
                    Files.readAllBytes(folder.resolve(tensor.get("file").asText()));
            tensors.put(
                    tensor.get("name").asText(),
                    new Tensor(type(tensor.get("dtype").asText()), new Shape(shape), ByteBuffer.wrap(elements)));
        }
        return tensors;
    }

    /** NumPy's names are ours but for their case. */
    private static ElementType type(String numpy) {
        return ElementType.valueOf(numpy.toUpperCase(Locale.ROOT));
    }
}
