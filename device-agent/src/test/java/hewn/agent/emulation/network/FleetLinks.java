package hewn.agent.emulation.network;

import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import java.time.Duration;

/** Links of which the ends do not matter. */
final class FleetLinks {
    private FleetLinks() {}

    static Link of(double bandwidthBytesPerSecond, int latencyMillis) {
        return new Link(
                new DeviceId("a"), new DeviceId("b"), bandwidthBytesPerSecond, Duration.ofMillis(latencyMillis));
    }
}
