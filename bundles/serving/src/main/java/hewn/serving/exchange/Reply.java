package hewn.serving.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a client gets.
 *
 * @param status an HTTP status code
 * @param headers by name
 * @param body what follows
 */
public record Reply(int status, Map<String, String> headers, ReplyBody body) {
    /** The header that names the form of the body. */
    public static final String CONTENT_TYPE = "Content-Type";

    /** The form of JSON bodies. */
    public static final String JSON = "application/json";

    /** Requires and copies all parts. */
    public Reply {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * A success.
     *
     * @param json the body
     * @return status 200
     */
    public static Reply json(ReplyBody json) {
        return new Reply(200, Map.of(CONTENT_TYPE, JSON), json);
    }

    /**
     * The same reply with one header more.
     *
     * @param name the header's name
     * @param value the header's value
     * @return the reply
     */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
