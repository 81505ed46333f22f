package hewn.bench.heterogeneous;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.placement.Overheads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fleets of unlike devices: speeds from once to four times that of the slowest, memory from once to three times that of
 * the smallest, and links from 20 to 500 Mbit/s with latencies up to 5 ms, other ones in each direction.
 */
final class UnlikeDevices {
    /** A slice takes 8 MiB and two buffers for each cut besides its layers. */
    static final Overheads OVERHEADS = new Overheads(8L << 20, 2, 0);

    /** A small board. */
    private static final double LEAST_FLOPS_PER_SECOND = 5e9;

    private static final double MOST_TIMES_SPEED = 4;
    private static final double MOST_TIMES_MEMORY = 3;
    private static final double LEAST_BYTES_PER_SECOND = 20e6 / Byte.SIZE;
    private static final double MOST_BYTES_PER_SECOND = 500e6 / Byte.SIZE;
    private static final double MOST_LATENCY_NANOS = 5e6;

    private UnlikeDevices() {}

    /**
     * A fleet.
     *
     * @param devices how many there are
     * @param leastMemoryBytes what each has at least
     * @param seed of all figures
     */
    static FleetSnapshot of(int devices, long leastMemoryBytes, long seed) {
        Draw draw = new Draw(seed);
        List<Device> all = IntStream.range(0, devices)
                .mapToObj(number -> device(number, leastMemoryBytes, draw))
                .toList();
        List<DeviceId> ends = Stream.concat(
                        Stream.of(DeviceId.GATEWAY), all.stream().map(Device::id))
                .toList();
        List<Link> links = ends.stream()
                .flatMap(from -> ends.stream().filter(to -> !to.equals(from)).map(to -> link(from, to, draw)))
                .toList();
        return new FleetSnapshot(Instant.EPOCH, all, links);
    }

    private static Device device(int number, long leastMemoryBytes, Draw draw) {
        return new Device(
                new DeviceId("device-" + number),
                "type-" + number,
                4,
                (long) (leastMemoryBytes * draw.uniform(1, MOST_TIMES_MEMORY)),
                LEAST_FLOPS_PER_SECOND * draw.uniform(1, MOST_TIMES_SPEED),
                "127.0.0.1:1");
    }

    private static Link link(DeviceId from, DeviceId to, Draw draw) {
        return new Link(
                from, to, draw.logUniform(LEAST_BYTES_PER_SECOND, MOST_BYTES_PER_SECOND), Duration.ofNanos((long)
                        draw.uniform(0, MOST_LATENCY_NANOS)));
    }
}
