package hewn.agent.slices;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One attempt to get the rest of a slice. It asks for the bytes behind those that are there (RFC 9110, section 14.2).
 */
final class Download {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final Duration stall;
    private final URI url;
    private final Path part;
    private final long sizeBytes;
    private final long offset;
    private final AtomicLong progress = new AtomicLong();

    /**
     * An attempt.
     *
     * @param client makes the connection
     * @param stall how long nothing may come before the attempt is given up
     * @param url where the slice is
     * @param part the file to write to
     * @param sizeBytes of the whole slice
     * @param offset how many of them are there
     */
    Download(HttpClient client, Duration stall, URI url, Path part, long sizeBytes, long offset) {
        this.client = client;
        this.stall = stall;
        this.url = url;
        this.part = part;
        this.sizeBytes = sizeBytes;
        this.offset = offset;
    }

    /**
     * Gets the rest.
     *
     * @throws IOException if it is worth another attempt
     * @throws RefusalException if it is not
     */
    void run() throws IOException, RefusalException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(stall);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        requireSuccess(await(client.sendAsync(request.build(), this::subscriber)));
    }

    private BodySubscriber<Void> subscriber(ResponseInfo response) {
        return switch (response.statusCode()) {
            case OK -> new PartWriter(part, 0, sizeBytes, progress);
            case PARTIAL_CONTENT -> new PartWriter(part, offset, sizeBytes, progress);
            default -> BodySubscribers.discarding();
        };
    }

    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> response)
            throws IOException, RefusalException {
        long seen = 0;
        while (true) {
            try {
                return response.get(stall.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException slow) {
                seen = requireProgress(seen, response);
            } catch (ExecutionException failed) {
                throw cause(failed);
            } catch (InterruptedException stopped) {
                response.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the agent stops");
            }
        }
    }

    private long requireProgress(long seen, CompletableFuture<?> response) throws HttpTimeoutException {
        long now = progress.get();
        if (now == seen) {
            response.cancel(true);
            throw new HttpTimeoutException("nothing came for " + stall.toSeconds() + " s");
        }
        return now;
    }

    private IOException cause(ExecutionException failed) throws RefusalException {
        if (failed.getCause() instanceof PartWriter.TooLongException) {
            throw new RefusalException(
                    Refusal.SIZE_MISMATCH,
                    url + " serves more than the " + sizeBytes + " bytes that were told; deploy the model again");
        }
        return failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
    }

    private void requireSuccess(HttpResponse<Void> response) throws IOException, RefusalException {
        int status = response.statusCode();
        if (status == RANGE_NOT_SATISFIABLE) {
            Files.deleteIfExists(part);
        }
        if (status == PARTIAL_CONTENT && !startsAtOffset(response)) {
            Files.deleteIfExists(part);
            throw new IOException("another range came than was asked for");
        }
        if (status >= SERVER_ERROR || status == RANGE_NOT_SATISFIABLE) {
            throw new IOException("HTTP status " + status);
        }
        if (status != OK && status != PARTIAL_CONTENT) {
            throw new RefusalException(
                    Refusal.SLICE_NOT_FOUND,
                    url + " answers with HTTP status " + status + "; check that the gateway still has the model");
        }
    }

    private boolean startsAtOffset(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Content-Range")
                .map(range -> range.startsWith("bytes " + offset + "-"))
                .orElse(false);
    }
}
