package hewn.link.stream;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of a transport.
 *
 * @param credits how many frames of one connection a receiver takes before the first of them is done with
 * @param maxFrameBytes the largest frame that is received, in bytes
 * @param queueFrames how many frames may wait in one sender
 * @param queueBytes how many bytes may wait in one sender; a single frame may always
 * @param connections how many connections one endpoint takes
 * @param connectTimeout how long connecting may take
 * @param heartbeat how often each side says that it is alive
 * @param silentHeartbeats after how many heartbeats without a byte a peer is taken for dead
 * @param threads how many threads do the input and output of all connections
 */
public record StreamOptions(
        int credits,
        int maxFrameBytes,
        int queueFrames,
        long queueBytes,
        int connections,
        Duration connectTimeout,
        Duration heartbeat,
        int silentHeartbeats,
        int threads) {
    /** Fit for a site on one network: a dead peer is found within five seconds. */
    public static final StreamOptions DEFAULT =
            new StreamOptions(4, 1 << 30, 256, 256L << 20, 256, Duration.ofSeconds(3), Duration.ofSeconds(1), 5, 2);

    /**
     * Validates the bounds.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public StreamOptions {
        requirePositive("credits", credits);
        requirePositive("maxFrameBytes", maxFrameBytes);
        requirePositive("queueFrames", queueFrames);
        requirePositive("queueBytes", queueBytes);
        requirePositive("connections", connections);
        requirePositive("connectTimeout", Objects.requireNonNull(connectTimeout).toMillis());
        requirePositive("heartbeat", Objects.requireNonNull(heartbeat).toMillis());
        requirePositive("silentHeartbeats", silentHeartbeats);
        requirePositive("threads", threads);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
