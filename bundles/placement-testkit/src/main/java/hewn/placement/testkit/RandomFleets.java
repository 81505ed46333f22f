package hewn.placement.testkit;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fleets of unlike devices: speeds over two orders of magnitude, links over three, some of them not measured, and
 * another in each direction.
 */
public final class RandomFleets {
    private static final double LEAST_FLOPS_PER_SECOND = 1e8;
    private static final double MOST_FLOPS_PER_SECOND = 1e10;
    private static final double LEAST_BANDWIDTH = 1e5;
    private static final double MOST_BANDWIDTH = 1e8;
    private static final double MOST_LATENCY_NANOS = 20e6;
    private static final double MEASURED_PROBABILITY = 0.8;

    private final RandomGenerator random;

    /**
     * Fleets from a source of randomness.
     *
     * @param random seeded by the caller
     */
    public RandomFleets(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The next fleet.
     *
     * @param size how many devices it has, at least 0
     * @param leastMemoryBytes what each device has at least, in bytes
     * @param mostMemoryBytes what each device has at most, in bytes
     * @return a fleet
     */
    public FleetSnapshot next(int size, long leastMemoryBytes, long mostMemoryBytes) {
        List<Device> devices = IntStream.range(0, size)
                .mapToObj(i -> device(i, random.nextLong(leastMemoryBytes, mostMemoryBytes + 1)))
                .toList();
        return new FleetSnapshot(Instant.EPOCH, devices, links(devices));
    }

    private Device device(int number, long memoryBytes) {
        double speed = between(LEAST_FLOPS_PER_SECOND, MOST_FLOPS_PER_SECOND);
        return new Device(
                new DeviceId("device-" + number),
                "type-" + number,
                4,
                memoryBytes,
                speed,
                "127.0.0.1:" + (9000 + number));
    }

    private List<Link> links(List<Device> devices) {
        List<DeviceId> ends = Stream.concat(
                        Stream.of(DeviceId.GATEWAY), devices.stream().map(Device::id))
                .toList();
        List<Link> links = new ArrayList<>();
        for (DeviceId from : ends) {
            for (DeviceId to : ends) {
                if (!from.equals(to) && random.nextDouble() < MEASURED_PROBABILITY) {
                    Duration latency = Duration.ofNanos((long) (random.nextDouble() * MOST_LATENCY_NANOS));
                    links.add(new Link(from, to, between(LEAST_BANDWIDTH, MOST_BANDWIDTH), latency));
                }
            }
        }
        return links;
    }

    /** Log-uniform. */
    private double between(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
