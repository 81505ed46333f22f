package hewn.serving.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body that nobody wants, so that the client hears the reply and the connection can be used for the next
 * request: one that is closed while bytes are unread is reset, and the reply may be lost with it.
 */
final class BodyDrain implements ReadListener {
    private static final int BUFFER_BYTES = 16_384;

    private final ServletInputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CompletableFuture<Boolean> drained = new CompletableFuture<>();
    private long allowed;

    BodyDrain(ServletInputStream input, long allowed) {
        this.input = input;
        this.allowed = allowed;
    }

    /** Begins to read; completes in any case, and tells whether all was read. */
    CompletableFuture<Boolean> drain() {
        input.setReadListener(this);
        return drained;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!drained.isDone() && input.isReady()) {
            int count = input.read(buffer);
            if (count < 0) {
                return;
            }
            allowed -= count;
            if (allowed < 0) {
                drained.complete(false);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        drained.complete(true);
    }

    @Override
    public void onError(Throwable failure) {
        drained.complete(false); // the reply will tell whether the client is still there
    }
}
