package hewn.serving.repeat;

import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reply that is in memory as a whole, to be given as often as it is asked for. Safe for use by several threads.
 */
final class KeptReply {
    private final int status;
    private final Map<String, String> headers;
    private final List<ByteBuffer> pieces;

    private KeptReply(int status, Map<String, String> headers, List<ByteBuffer> pieces) {
        this.status = status;
        this.headers = headers;
        this.pieces = List.copyOf(pieces);
    }

    /** Takes all of a body, which nobody else can read from then on. */
    static KeptReply of(Reply reply) {
        List<ByteBuffer> pieces = new ArrayList<>();
        ReplyBody body = reply.body();
        try {
            for (Optional<ByteBuffer> piece = body.next(); piece.isPresent(); piece = body.next()) {
                pieces.add(copy(piece.get()));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the body of a reply can't be made", failed);
        }
        return new KeptReply(reply.status(), reply.headers(), pieces);
    }

    /** A piece may be a part of something much larger, such as a frame, which must not be kept with it. */
    private static ByteBuffer copy(ByteBuffer piece) {
        return ByteBuffer.allocate(piece.remaining()).put(piece).flip();
    }

    /** Whether it is worth keeping: what failed may succeed when it is tried again. */
    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** What the body takes. */
    long sizeBytes() {
        return pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    /** The reply, with a body of its own. */
    Reply reply() {
        return new Reply(
                status,
                headers,
                ReplyBody.of(pieces.stream().map(ByteBuffer::asReadOnlyBuffer).toList()));
    }
}
