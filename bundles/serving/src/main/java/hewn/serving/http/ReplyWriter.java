package hewn.serving.http;

import hewn.serving.exchange.Reply;
import hewn.serving.exchange.ReplyBody;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a reply as fast as the client takes it, a piece at a time.
 */
final class ReplyWriter implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    private final Reply reply;
    private final HttpServletResponse response;
    private final ServletOutputStream output;
    private final Runnable ended;
    private final Deque<ByteBuffer> ahead = new ArrayDeque<>();
    private boolean begun;

    ReplyWriter(Reply reply, HttpServletResponse response, Runnable ended) throws IOException {
        this.reply = reply;
        this.response = response;
        this.output = response.getOutputStream();
        this.ended = ended;
    }

    void write() {
        output.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        if (!begun) {
            begun = true;
            begin();
        }
        while (output.isReady()) {
            Optional<ByteBuffer> piece = next();
            if (piece.isEmpty()) {
                ended.run();
                return;
            }
            output.write(piece.get());
        }
    }

    private void begin() throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        ReplyBody body = reply.body();
        if (body.sizeBytes().isPresent()) {
            response.setContentLengthLong(body.sizeBytes().getAsLong());
            return;
        }
        body.next().ifPresent(ahead::add);
        body.next().ifPresent(ahead::add);
        if (ahead.size() < 2) { // all of it is here
            response.setContentLength(
                    ahead.stream().mapToInt(ByteBuffer::remaining).sum());
        }
    }

    private Optional<ByteBuffer> next() throws IOException {
        return ahead.isEmpty() ? reply.body().next() : Optional.of(ahead.remove());
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A client did not take its reply", failure);
        ended.run();
    }
}
