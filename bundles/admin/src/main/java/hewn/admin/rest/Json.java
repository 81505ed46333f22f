package hewn.admin.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as the admin API speaks it: what is absent is left out, and what is not known is refused. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Json() {}

    static byte[] bytes(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(value);
    }

    static <T> T read(byte[] body, Class<T> type) throws Refusal {
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw Refusal.badRequest("the body is null", "send a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException unknown) {
            throw Refusal.badRequest(
                    "the body has an unknown field '" + unknown.getPropertyName() + "'",
                    "the known ones are " + unknown.getKnownPropertyIds());
        } catch (JsonProcessingException malformed) {
            throw Refusal.badRequest(
                    "the body can't be read: " + malformed.getOriginalMessage(),
                    "see docs/admin-api.md for its fields");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
