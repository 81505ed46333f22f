package hewn.placement.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hewn.graph.Cut;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A cut as an array of its tensors, or as the number of bytes that one sample has there. */
final class CutFields {
    private CutFields() {}

    /** What is alive at a cut. */
    record Tensors(List<TensorSpec> tensors) {}

    static Tensors read(String where, JsonNode node) throws PlacementFileException {
        return node.isNumber()
                ? new Tensors(List.of(ofBytes(where, Fields.whole(where, node))))
                : new Tensors(Fields.elements(where, node, Fields.object(CutFields::tensor)));
    }

    static void write(Cut cut, ArrayNode to) {
        for (TensorSpec tensor : cut.tensors()) {
            ObjectNode fields = to.addObject()
                    .put("name", tensor.name())
                    .put("type", tensor.type().name());
            tensor.shape().dimensions().ifPresent(dimensions -> {
                ArrayNode shape = fields.putArray("shape");
                dimensions.forEach(d -> add(shape, d));
            });
        }
    }

    private static void add(ArrayNode shape, OptionalLong dimension) {
        if (dimension.isPresent()) {
            shape.add(dimension.getAsLong());
        } else {
            shape.addNull();
        }
    }

    private static TensorSpec ofBytes(String where, long bytes) throws PlacementFileException {
        return Fields.value(
                where,
                () -> new TensorSpec("bytes", ElementType.UINT8, PartialShape.batchOf(new Shape(List.of(bytes)))));
    }

    private static TensorSpec tensor(Fields fields) throws PlacementFileException {
        return new TensorSpec(
                fields.required("name", Fields::text),
                fields.required("type", CutFields::type),
                fields.optional("shape", CutFields::shape).orElse(PartialShape.UNKNOWN));
    }

    private static PartialShape shape(String where, JsonNode node) throws PlacementFileException {
        return PartialShape.of(Fields.elements(where, node, CutFields::dimension));
    }

    private static OptionalLong dimension(String where, JsonNode node) throws PlacementFileException {
        return node.isNull() ? OptionalLong.empty() : OptionalLong.of(Fields.whole(where, node));
    }

    private static ElementType type(String where, JsonNode node) throws PlacementFileException {
        String name = Fields.text(where, node);
        return Arrays.stream(ElementType.values())
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlacementFileException(
                        where,
                        "there is no element type \"" + name + "\"",
                        "write one of " + Arrays.toString(ElementType.values())));
    }
}
