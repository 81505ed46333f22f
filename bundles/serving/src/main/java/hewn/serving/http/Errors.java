package hewn.serving.http;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.JsonBody;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client gets instead of an answer. Both protocols have the same form for it.
 */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    static Reply reply(RequestException refused) {
        return new Reply(refused.problem().status(), headers(refused), JsonBody.of(out -> {
            out.writeStartObject();
            out.writeStringField("error", String.valueOf(refused.getMessage()));
            out.writeEndObject();
        }));
    }

    private static Map<String, String> headers(RequestException refused) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Reply.CONTENT_TYPE, Reply.JSON);
        refused.allowed().ifPresent(method -> headers.put("Allow", method.equals("GET") ? "GET, HEAD" : method));
        refused.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(seconds(wait))));
        return headers;
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** What is not for clients is logged, and said to be so. */
    static Reply reply(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RequestException refused) {
            return reply(refused);
        }
        LOG.warn("A request failed unexpectedly and was answered 500", cause);
        return reply(new RequestException(
                Problem.INTERNAL, "the gateway failed on this request: " + cause + "; its log says more"));
    }
}
