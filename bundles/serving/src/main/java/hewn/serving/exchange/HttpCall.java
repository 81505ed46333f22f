package hewn.serving.exchange;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request before its body.
 *
 * @param method such as {@code GET}; a {@code HEAD} is told apart by the carrier only
 * @param path as sent, percent-encoded, without the query
 * @param headers gives a header's value by its name, whatever its case
 */
public record HttpCall(String method, String path, Function<String, Optional<String>> headers) {
    /** Requires all parts. */
    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(headers, "headers");
    }

    /**
     * One header.
     *
     * @param name in any case
     * @return its value, or empty if it was not sent
     */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }
}
