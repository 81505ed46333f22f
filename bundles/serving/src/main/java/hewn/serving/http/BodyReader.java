package hewn.serving.http;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.RequestException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body as it arrives, into one buffer that grows no faster than what was received.
 */
final class BodyReader implements ReadListener {
    private static final int FIRST_BYTES = 1 << 18;

    private final ServletInputStream input;
    private final ReadingGate.Pass pass;
    private final int maxBytes;
    private final long expectedBytes;
    private final CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Expects as many bytes as the request announced, or as many as there may be if it announced none. */
    BodyReader(ServletInputStream input, ReadingGate.Pass pass, int maxBytes, long expectedBytes) {
        this.input = input;
        this.pass = pass;
        this.maxBytes = maxBytes;
        this.expectedBytes = expectedBytes;
    }

    /** Begins to read. The body has an array and lies between its position and its limit. */
    CompletableFuture<ByteBuffer> read() {
        input.setReadListener(this);
        return body;
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            while (!body.isDone() && input.isReady()) {
                if (!readSome()) {
                    return;
                }
            }
        } catch (RequestException refused) {
            body.completeExceptionally(refused);
        }
    }

    private boolean readSome() throws IOException, RequestException {
        if (buffer.hasRemaining()) {
            int read = input.read(buffer.array(), buffer.position(), buffer.remaining());
            buffer.position(buffer.position() + Math.max(0, read));
            return read >= 0;
        }
        // Full: one byte tells whether there is more, before the buffer grows for it.
        int next = input.read();
        if (next < 0) {
            return false;
        }
        grow();
        buffer.put((byte) next);
        return true;
    }

    private void grow() throws RequestException {
        long size = Math.min(Math.max(FIRST_BYTES, 2L * buffer.capacity()), Math.min(expectedBytes, maxBytes));
        if (size <= buffer.capacity()) {
            throw tooLarge(maxBytes);
        }
        pass.hold(size - buffer.capacity());
        buffer = ByteBuffer.allocate((int) size).put(buffer.flip());
    }

    static RequestException tooLarge(int maxBytes) {
        return new RequestException(
                Problem.TOO_LARGE,
                "the body has more than the " + maxBytes
                        + " bytes that are allowed; send smaller batches, or raise the limit of 'hewn.serving'");
    }

    @Override
    public void onAllDataRead() {
        body.complete(buffer.flip());
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(RequestException.invalid("the body ended early: " + failure.getMessage()));
    }
}
