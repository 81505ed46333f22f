package hewn.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.tensor.ElementType;
import hewn.tensor.Shape;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads nested JSON arrays as a tensor. */
record JsonTensor(TensorSpec spec) {
    Tensor read(JsonNode values) {
        List<Long> dimensions = new ArrayList<>();
        for (JsonNode level = values; level.isArray(); level = level.path(0)) {
            dimensions.add((long) level.size());
        }
        List<JsonNode> flat = new ArrayList<>();
        flatten(values, dimensions, 0, flat);
        return new Tensor(spec.type(), new Shape(dimensions), elements(flat));
    }

    private void flatten(JsonNode values, List<Long> dimensions, int depth, List<JsonNode> flat) {
        boolean leaf = depth == dimensions.size();
        if (leaf == values.isArray() || !leaf && values.size() != dimensions.get(depth)) {
            throw new IllegalArgumentException("input '" + spec.name() + "' has rows of unequal length");
        }
        if (leaf) {
            flat.add(values);
        }
        values.forEach(value -> flatten(value, dimensions, depth + 1, flat));
    }

    private ByteBuffer elements(List<JsonNode> flat) {
        ByteBuffer elements = ByteBuffer.allocate(
                        flat.stream().mapToInt(this::sizeBytes).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        flat.forEach(value -> put(value, elements));
        return elements.flip();
    }

    private int sizeBytes(JsonNode value) {
        return spec.type().sizeBytes().orElseGet(() -> Integer.BYTES + utf8(value).length);
    }

    private static byte[] utf8(JsonNode value) {
        return value.asText().getBytes(StandardCharsets.UTF_8);
    }

    private void put(JsonNode value, ByteBuffer elements) {
        ElementType type = spec.type();
        switch (type) {
            case FLOAT32 -> elements.putFloat((float) number(value).asDouble());
            case FLOAT64 -> elements.putDouble(number(value).asDouble());
            case BFLOAT16 ->
                elements.putShort(
                        (short) (Float.floatToIntBits((float) number(value).asDouble()) >>> 16));
            case INT8, UINT8 -> elements.put((byte) number(value).asInt());
            case INT16, UINT16 -> elements.putShort((short) number(value).asInt());
            case INT32, UINT32 -> elements.putInt((int) number(value).asLong());
            case INT64, UINT64 -> elements.putLong(number(value).asLong());
            case BOOL -> elements.put((byte) (value.asBoolean() ? 1 : 0));
            case STRING -> elements.putInt(utf8(value).length).put(utf8(value));
            case FLOAT16 ->
                throw new IllegalArgumentException(
                        "input '" + spec.name() + "' is FLOAT16, which can only be given as a raw file");
        }
    }

    private JsonNode number(JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    "input '" + spec.name() + "' has '" + value.asText() + "' where a number is expected");
        }
        return value;
    }
}
