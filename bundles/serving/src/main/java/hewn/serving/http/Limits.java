package hewn.serving.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What requests may take of a gateway.
 *
 * @param bodyBytes the most bytes of one body
 * @param concurrentReads how many requests are read and parsed at a time
 * @param heldBytes the most bytes of bodies that are in memory at a time, read or being computed
 * @param standardDeadline how long a client waits that does not say
 * @param longestDeadline what longer deadlines are cut to
 */
public record Limits(
        int bodyBytes, int concurrentReads, long heldBytes, Duration standardDeadline, Duration longestDeadline) {
    /** Bodies of 64 MiB, 64 at a time, 512 MiB of them; 30 seconds, at most 10 minutes. */
    public static final Limits DEFAULT =
            new Limits(64 << 20, 64, 512L << 20, Duration.ofSeconds(30), Duration.ofMinutes(10));

    /**
     * Validates the limits.
     *
     * @throws IllegalArgumentException if one is not positive, or the standard deadline is longer than the longest
     */
    public Limits {
        Objects.requireNonNull(standardDeadline, "standardDeadline");
        Objects.requireNonNull(longestDeadline, "longestDeadline");
        if (bodyBytes <= 0 || concurrentReads <= 0 || heldBytes < bodyBytes) {
            throw new IllegalArgumentException("limits must be positive and hold at least one body, but are bodyBytes="
                    + bodyBytes + " concurrentReads=" + concurrentReads + " heldBytes=" + heldBytes);
        }
        if (standardDeadline.isNegative()
                || standardDeadline.isZero()
                || standardDeadline.compareTo(longestDeadline) > 0) {
            throw new IllegalArgumentException("the standard deadline must be positive and no longer than the longest,"
                    + " but they are " + standardDeadline + " and " + longestDeadline);
        }
    }
}
