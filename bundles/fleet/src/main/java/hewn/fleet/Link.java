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
 * @param age how long ago the figures were last confirmed; zero for a link that was stated
 * @param confidence from 0, a guess, to 1, stated or measured often and lately
 */
public record Link(
        DeviceId from, DeviceId to, double bandwidthBytesPerSecond, Duration latency, Duration age, double confidence) {
    /**
     * Validates the figures.
     *
     * @throws IllegalArgumentException if the bandwidth is not positive, a time negative, or the confidence no part
     */
    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!(bandwidthBytesPerSecond > 0)
                || latency.isNegative()
                || age.isNegative()
                || !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("link " + from + " to " + to + " has bandwidthBytesPerSecond="
                    + bandwidthBytesPerSecond + " latency=" + latency + " age=" + age + " confidence=" + confidence);
        }
    }

    /**
     * A link whose figures were stated, so that nothing is uncertain.
     *
     * @param from the sender
     * @param to the receiver
     * @param bandwidthBytesPerSecond bytes per second once they flow
     * @param latency until the first byte arrives
     * @throws IllegalArgumentException if the bandwidth is not positive or the latency negative
     */
    public Link(DeviceId from, DeviceId to, double bandwidthBytesPerSecond, Duration latency) {
        this(from, to, bandwidthBytesPerSecond, latency, Duration.ZERO, 1);
    }

    /**
     * How long it takes to send some bytes, alone on the link.
     *
     * @param bytes at least 0
     * @return the time in seconds
     */
    public double seconds(long bytes) {
        return latency.toNanos() / 1e9 + busySeconds(bytes);
    }

    /**
     * How long some bytes keep the link from carrying others; what follows leaves while they still travel.
     *
     * @param bytes at least 0
     * @return the time in seconds, the latency not counted
     */
    public double busySeconds(long bytes) {
        return bytes / bandwidthBytesPerSecond;
    }
}
