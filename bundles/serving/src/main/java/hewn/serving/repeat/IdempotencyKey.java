package hewn.serving.repeat;

import hewn.serving.exchange.HttpCall;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Excerpt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that a client gives to one request and all its repetitions.
 *
 * <p>The draft has a quoted string; quotes are taken as a part of the key, so that clients which send none are understood,
 * too.
 *
 * @param value 1 to 255 visible ASCII characters
 */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    /** The key of a request, or empty if it has none. */
    static Optional<IdempotencyKey> of(HttpCall call) throws RequestException {
        Optional<String> value = call.header(HEADER);
        if (value.isPresent() && !FORM.matcher(value.get()).matches()) {
            throw RequestException.invalid("header '" + HEADER
                    + "' is 1 to 255 visible ASCII characters, such as a UUID, but got "
                    + value.get().length() + ": '" + Excerpt.of(value.get()) + "'");
        }
        return value.map(IdempotencyKey::new);
    }
}
