package hewn.agent.slices;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets files by HTTP, with a bounded number of attempts. Each goes on where the one before ended. Safe for use by
 * several threads.
 */
public final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private final HttpClient client;
    private final Duration stall;
    private final RetryPolicy<Object> retries;

    /**
     * Downloads with a patience of its own.
     *
     * @param stall how long nothing may come before a connection is given up
     * @param attempts how many attempts at most, at least 1
     * @param firstDelay before the second attempt; it doubles with each one
     */
    public Downloads(Duration stall, int attempts, Duration firstDelay) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(stall)
                .build();
        this.stall = stall;
        this.retries = RetryPolicy.builder()
                .handleIf(failure -> failure instanceof IOException
                        && !(failure instanceof PartWriter.WriteException)
                        && !(failure instanceof InterruptedIOException interrupted && isInterruption(interrupted)))
                .withMaxAttempts(attempts)
                .withBackoff(firstDelay, firstDelay.multipliedBy(32))
                .onRetry(event -> LOG.debug("trying again: {}", String.valueOf(event.getLastException())))
                .build();
    }

    /** A timeout is an interrupted I/O too, but not of our thread. */
    private static boolean isInterruption(InterruptedIOException failure) {
        return failure.getClass() == InterruptedIOException.class;
    }

    /**
     * Gets what is missing of a file.
     *
     * @param url where it is
     * @param part the file, perhaps with what came before
     * @param sizeBytes the size that it will have
     * @throws RefusalException if it can't be had
     */
    void complete(URI url, Path part, long sizeBytes) throws RefusalException {
        try {
            Failsafe.with(retries).run(() -> attempt(url, part, sizeBytes));
        } catch (FailsafeException failed) {
            throw refusal(url, part, sizeBytes, failed.getCause());
        }
    }

    private void attempt(URI url, Path part, long sizeBytes) throws IOException, RefusalException {
        long there = size(part);
        if (there > sizeBytes) {
            Files.delete(part);
            there = 0;
        }
        if (there < sizeBytes) {
            new Download(client, stall, url, part, sizeBytes, there).run();
        }
        if (size(part) < sizeBytes) {
            throw new IOException("it ended after " + size(part) + " of " + sizeBytes + " bytes");
        }
    }

    private static long size(Path part) throws IOException {
        try {
            return Files.size(part);
        } catch (NoSuchFileException nothingYet) {
            return 0;
        }
    }

    private RefusalException refusal(URI url, Path part, long sizeBytes, Throwable why) {
        if (why instanceof RefusalException refused) {
            return refused;
        }
        if (why instanceof PartWriter.WriteException && isFull(why)) {
            return new RefusalException(
                    Refusal.DISK_FULL,
                    "the disk is full: a slice of " + sizeBytes + " bytes does not fit at " + part.getParent()
                            + "; free some space there or give the agent another --data",
                    why);
        }
        if (why instanceof PartWriter.WriteException) {
            return new RefusalException(
                    Refusal.DISK_FAILED, "can't write " + part + ": " + why.getMessage() + "; check the disk", why);
        }
        return new RefusalException(
                Refusal.DOWNLOAD_FAILED,
                "can't get " + url + " in " + retries.getConfig().getMaxAttempts() + " attempts: " + words(why)
                        + "; check that the device reaches the gateway, then send the command again",
                why);
    }

    /** The Java platform tells a full disk only by the words of the operating system. */
    static boolean isFull(Throwable why) {
        String words = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded");
    }

    private static String words(Throwable why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
