package hewn.serving.repeat;

import hewn.serving.exchange.Deadline;
import hewn.serving.exchange.Endpoint.Command;
import hewn.serving.exchange.HttpCall;
import hewn.tensor.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A request that has a key.
 *
 * @param key names it
 * @param content tells it from every other request
 * @param command computes it
 * @param body of this very request, for when it is computed
 * @param deadline of this very request, whatever others with the same key have
 */
record KeyedRequest(IdempotencyKey key, Digest content, Command command, ByteBuffer body, Deadline deadline) {
    /** Tells where the JSON of a body ends and the raw tensors begin. No other header changes what a body means. */
    private static final String BINARY_HEADER = "Inference-Header-Content-Length";

    /** Takes a request whose body has arrived; deadlines do not belong to its content. */
    static KeyedRequest of(IdempotencyKey key, HttpCall call, Command command, ByteBuffer body, Deadline deadline) {
        return new KeyedRequest(key, content(call, body), command, body, deadline);
    }

    private static Digest content(HttpCall call, ByteBuffer body) {
        MessageDigest sha256 = Digest.sha256();
        // None of the three can have a line feed, so no two requests give the same bytes.
        String head = call.method()
                + '\n'
                + call.path()
                + '\n'
                + call.header(BINARY_HEADER).orElse("")
                + '\n';
        sha256.update(head.getBytes(StandardCharsets.UTF_8));
        sha256.update(body.duplicate());
        return Digest.of(sha256);
    }
}
