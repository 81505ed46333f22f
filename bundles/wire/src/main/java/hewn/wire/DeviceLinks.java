package hewn.wire;

import hewn.fleet.DeviceId;
import java.util.List;

/**
 * How fast bytes go between a device and others, as it measured.
 *
 * @param session the process of the agent that says so
 * @param links at most one for each direction of a pair, one of whose ends is the device
 */
public record DeviceLinks(String session, List<MeasuredLink> links) implements Message {
    /** Copies the list. */
    public DeviceLinks {
        links = List.copyOf(links);
    }

    /**
     * One direction between two devices, of which one may be the gateway.
     *
     * @param from the sender
     * @param to the receiver
     * @param bandwidthBytesPerSecond bytes per second once they flow
     * @param latencyMicros until the first byte arrives, in microseconds: half a round trip
     * @param ageMillis since the figures were last confirmed, in milliseconds
     * @param samples how often they were
     */
    public record MeasuredLink(
            DeviceId from,
            DeviceId to,
            double bandwidthBytesPerSecond,
            long latencyMicros,
            long ageMillis,
            long samples) {}
}
