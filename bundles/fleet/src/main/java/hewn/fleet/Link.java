package hewn.fleet;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast bytes go from one device to another.
 *
 * @param from the sender
 * @param to the receiver
 * @param bandwidthBytesPerSecond bytes per second once they flow
 * @param latency until the first byte arrives
 */
public record Link(DeviceId from, DeviceId to, double bandwidthBytesPerSecond, Duration latency) {
    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if the bandwidth is not positive or the latency negative
     */
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!(bandwidthBytesPerSecond > 0) || latency.isNegative()) {
            throw new IllegalArgumentException("link " + from + " to " + to + " has bandwidthBytesPerSecond="
                    + bandwidthBytesPerSecond + " latency=" + latency);
        }
    }

    /**
     * How long it takes to send some bytes, alone on the link.
     *
     * @param bytes at least 0
     * @return the time in seconds
     */
    public double seconds(long bytes) {
        return latency.toNanos() / 1e9 + bytes / bandwidthBytesPerSecond;
    }
}
