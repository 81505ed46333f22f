package hewn.bench.seifer;

import hewn.bench.model.PublishedGraph;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * SEIFER's networks: equal devices at random places of a square, each linked with each, at a bandwidth of log2(1 + 283230
 * / distance²) in its unit of a megabit in a second. The paper knows no gateway, so the links with it cost nothing.
 */
public final class RandomNetwork {
    private static final double LEAST_COORDINATE = 1;
    private static final double MOST_COORDINATE = 150;
    private static final double SIGNAL = 283_230;

    /** So much that no hop to or from the gateway counts beside any other. */
    private static final double FREE_BYTES_PER_SECOND = 1e15;

    private RandomNetwork() {}

    /**
     * A network.
     *
     * @param devices how many there are
     * @param memoryBytes what each has
     * @param seed of their places
     * @return all links in both directions
     */
    public static FleetSnapshot of(int devices, long memoryBytes, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Place> places = IntStream.range(0, devices)
                .mapToObj(i -> new Place(coordinate(random), coordinate(random)))
                .toList();
        List<Link> links = new ArrayList<>();
        for (int from = 0; from < devices; from++) {
            links.add(link(DeviceId.GATEWAY, id(from), FREE_BYTES_PER_SECOND));
            links.add(link(id(from), DeviceId.GATEWAY, FREE_BYTES_PER_SECOND));
            for (int to = 0; to < devices; to++) {
                if (from != to) {
                    links.add(link(id(from), id(to), places.get(from).bytesPerSecond(places.get(to))));
                }
            }
        }
        return new FleetSnapshot(
                Instant.EPOCH,
                IntStream.range(0, devices)
                        .mapToObj(i -> new Device(id(i), "node", 1, memoryBytes, 1, "127.0.0.1:1"))
                        .toList(),
                links);
    }

    private static double coordinate(RandomGenerator random) {
        return random.nextDouble(LEAST_COORDINATE, MOST_COORDINATE);
    }

    private static DeviceId id(int number) {
        return new DeviceId("node-" + number);
    }

    private static Link link(DeviceId from, DeviceId to, double bytesPerSecond) {
        return new Link(from, to, bytesPerSecond, Duration.ZERO);
    }

    /** Where a device stands. */
    private record Place(double x, double y) {
        double bytesPerSecond(Place other) {
            double squared = (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y);
            double mbit = Math.log1p(SIGNAL / squared) / Math.log(2);
            return PublishedGraph.bytesOfMbit(mbit);
        }
    }
}
