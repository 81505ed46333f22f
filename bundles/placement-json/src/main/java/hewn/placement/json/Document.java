package hewn.placement.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON object that tells its schema and its kind. */
final class Document {
    static final int SCHEMA = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Document() {}

    /** Reads a document of one kind. */
    static <T> T read(byte[] json, String kind, Fields.Reader<T> reader) throws PlacementFileException {
        return Fields.of("", parse(json), fields -> {
            requireSchema(fields);
            requireKind(fields, kind);
            return reader.read(fields);
        });
    }

    /** What kind of document this says to be. */
    static String kind(byte[] json) throws PlacementFileException {
        return parse(json).path("kind").asText();
    }

    /** An empty document of a kind. */
    static ObjectNode empty(String kind) {
        return object().put("schema", SCHEMA).put("kind", kind);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] write(ObjectNode document) {
        try {
            return MAPPER.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode parse(byte[] json) throws PlacementFileException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new PlacementFileException(
                    "line " + malformed.getLocation().getLineNr(),
                    "it is no JSON: " + malformed.getOriginalMessage(),
                    "write one JSON object",
                    malformed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void requireSchema(Fields fields) throws PlacementFileException {
        fields.has("$schema"); // editors look for it
        int schema = fields.required("schema", Fields::count);
        if (schema != SCHEMA) {
            throw new PlacementFileException(
                    "schema",
                    "it is " + schema + ", but " + SCHEMA + " is read here",
                    "take a Hewn that fits the file");
        }
    }

    private static void requireKind(Fields fields, String kind) throws PlacementFileException {
        String got = fields.required("kind", Fields::text);
        if (!got.equals(kind)) {
            throw new PlacementFileException("kind", "it is \"" + got + "\"", "a \"" + kind + "\" is needed here");
        }
    }
}
