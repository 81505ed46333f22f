package hewn.itests.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A call that TensorFlow's Python API answered. */
record RecordedCall(Map<String, Tensor> inputs, Map<String, Tensor> outputs, double tolerance) {
    static RecordedCall read(Path json) throws IOException {
        JsonNode record = new ObjectMapper().readTree(json.toFile());
        return new RecordedCall(
                tensors(record.get("inputs"), json.getParent()),
                tensors(record.get("outputs"), json.getParent()),
                record.get("tolerance").asDouble());
    }

    private static Map<String, Tensor> tensors(JsonNode records, Path folder) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonNode tensor : records) {
            List<Long> shape = new ArrayList<>();
            tensor.get("shape").forEach(dimension -> shape.add(dimension.asLong()));
            ByteBuffer elements = ByteBuffer.wrap(
                    Files.readAllBytes(folder.resolve(tensor.get("file").asText())));
            ElementType type = ElementType.valueOf(tensor.get("dtype").asText().toUpperCase(Locale.ROOT));
            tensors.put(tensor.get("name").asText(), new Tensor(type, new Shape(shape), elements));
        }
        return tensors;
    }
}
