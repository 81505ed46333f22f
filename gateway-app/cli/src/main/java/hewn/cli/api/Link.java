package hewn.cli.api;

import java.util.List;

/**
 * What is known of one direction between two devices, or between one and the gateway.
 *
 * @param from the sender
 * @param to the receiver
 * @param bandwidthBytesPerSecond bytes per second once they flow
 * @param latencySeconds until the first byte arrives
 * @param ageSeconds since the figures were last confirmed
 * @param confidence from 0, a guess, to 1, measured often and lately
 */
public record Link(
        String from,
        String to,
        double bandwidthBytesPerSecond,
        double latencySeconds,
        double ageSeconds,
        double confidence) {
    /** The envelope. */
    record Page(List<Link> links) {}
}
