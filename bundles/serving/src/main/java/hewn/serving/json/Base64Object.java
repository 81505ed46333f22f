package hewn.serving.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hewn.serving.exchange.RequestException;
import java.io.IOException;
import java.util.Base64;

/**
 * Bytes in JSON: <code>{"b64": "…"}</code>.
 */
public final class Base64Object {
    /** The only key. */
    public static final String KEY = "b64";

    private Base64Object() {}

    /** Reads an object at whose start, or at whose first field name, the parser stands; ends at its end. */
    static byte[] read(JsonParser parser) throws IOException, RequestException {
        long offset = Json.offset(parser);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.FIELD_NAME
                || !parser.currentName().equals(KEY)
                || parser.nextToken() != JsonToken.VALUE_STRING) {
            throw notFormatted(offset);
        }
        String text = parser.getText();
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw notFormatted(offset);
        }
        try {
            return decoder(text).decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw RequestException.invalid(
                    "Unable to base64 decode the string at offset: " + offset + ": " + notBase64.getMessage());
        }
    }

    private static Base64.Decoder decoder(String text) {
        boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        return urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
    }

    private static RequestException notFormatted(long offset) {
        return RequestException.invalid("JSON Value: Object not formatted correctly for base64 data at offset: "
                + offset + ": expecting {\"b64\": \"...\"}");
    }

    static void write(JsonGenerator out, byte[] bytes) throws IOException {
        out.writeStartObject();
        out.writeStringField(KEY, Base64.getEncoder().encodeToString(bytes));
        out.writeEndObject();
    }
}
