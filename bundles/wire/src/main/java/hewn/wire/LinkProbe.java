package hewn.wire;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A connection to one address on which nothing is sent but what is timed. One exchange is under way at a time.
 */
@ProviderType
public interface LinkProbe extends AutoCloseable {
    /** The least that an exchange sends, in bytes. */
    int LEAST_SENT = 4;

    /** The most that an exchange sends or receives, in bytes. */
    int MOST = 1 << 20;

    /**
     * Sends some bytes and has some sent back. The connection is made before the clock starts.
     *
     * @param sendBytes from {@value #LEAST_SENT} to {@value #MOST}
     * @param receiveBytes from 0 to {@value #MOST}
     * @return how long it took until the last byte was back; exceptionally with an {@link java.io.IOException} if the
     *     address can't be reached or the connection broke
     * @throws IllegalArgumentException if a number of bytes is out of range
     */
    CompletionStage<Duration> exchange(int sendBytes, int receiveBytes);

    /** Closes the connection; an exchange that is under way fails. */
    @Override
    void close();
}
