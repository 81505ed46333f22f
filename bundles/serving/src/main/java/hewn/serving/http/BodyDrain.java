package hewn.serving.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a body that nobody wants, so that the connection can be used for the next request.
 */
final class BodyDrain implements ReadListener {
    private static final int BUFFER_BYTES = 4096;

    private final ServletInputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    BodyDrain(ServletInputStream input) {
        this.input = input;
    }

    /** Begins to read; completes in any case. */
    CompletableFuture<Void> drain() {
        input.setReadListener(this);
        return drained;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (input.isReady()) {
            if (input.read(buffer) < 0) {
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        drained.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
        drained.complete(null); // the reply will tell whether the client is still there
    }
}
