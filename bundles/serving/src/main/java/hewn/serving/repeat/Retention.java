package hewn.serving.repeat;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how many replies are kept.
 *
 * @param time how long each is kept; zero if requests are not to be told apart by keys at all
 * @param memoryBytes the most that all of them take; zero if none is kept, but requests wait for each other
 */
public record Retention(Duration time, long memoryBytes) {
    /** Ten minutes, 64 MiB. */
    public static final Retention DEFAULT = new Retention(Duration.ofMinutes(10), 64L << 20);

    /**
     * Validates both.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Retention {
        Objects.requireNonNull(time, "time");
        if (time.isNegative() || memoryBytes < 0) {
            throw new IllegalArgumentException("replies are kept for a time and in a memory from zero on, but time="
                    + time + " memoryBytes=" + memoryBytes);
        }
    }
}
