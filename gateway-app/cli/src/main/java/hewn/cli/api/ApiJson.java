package hewn.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import hewn.cli.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The JSON that the admin API speaks: what is not known here is ignored, and what is absent is left out. The gateway's own is
 * a class of its own: it refuses what it does not know, and no contract that both could share names a library for JSON.
 */
final class ApiJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ApiJson() {}

    /** Reads what somebody said, who is named if that can't be read. */
    static <T> T read(byte[] json, Class<T> type, String from) throws CliException {
        return read(new String(json, StandardCharsets.UTF_8), type, from);
    }

    /** Reads what somebody said, who is named if that can't be read. */
    static <T> T read(String json, Class<T> type, String from) throws CliException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException malformed) {
            throw unreadable(from, malformed.getOriginalMessage(), malformed);
        }
    }

    /** Reads a document, wherever it comes from. */
    static <T> T document(byte[] json, Class<T> type, String what) throws CliException {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException malformed) {
            throw unreadable(what, malformed.getMessage(), malformed);
        }
    }

    private static CliException unreadable(String what, String why, IOException malformed) {
        return CliException.failed(
                "can't read " + what + ": " + why, "Is it a Hewn gateway of the same version?", malformed);
    }

    /** Reads what may be something else. */
    static <T> Optional<T> readIfPossible(String text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (JsonProcessingException somethingElse) {
            return Optional.empty();
        }
    }

    static byte[] bytes(Object order) {
        try {
            return MAPPER.writeValueAsBytes(order);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an order can be written as JSON", impossible);
        }
    }

    static String indented(JsonNode answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", impossible);
        }
    }
}
