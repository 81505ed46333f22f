package hewn.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that is online at one moment.
 *
 * @param at the moment
 * @param devices sorted by id, no id twice
 * @param links what was measured, or stated, of the links between them; at most one for each direction of a pair
 */
public record FleetSnapshot(Instant at, List<Device> devices, List<Link> links) {
    /** What an unmeasured link is taken for: 100 Mbit/s and a millisecond, a wired site. */
    private static final double ASSUMED_BANDWIDTH_BYTES_PER_SECOND = 12.5e6;

    private static final Duration ASSUMED_LATENCY = Duration.ofMillis(1);

    /**
     * Validates, sorts and copies.
     *
     * @throws IllegalArgumentException if two devices have the same id, or two links the same ends
     */
    public FleetSnapshot {
        Objects.requireNonNull(at, "at");
        devices = devices.stream().sorted(Comparator.comparing(Device::id)).toList();
        links = List.copyOf(links);
        requireDistinct(devices, Device::id);
        requireDistinct(links, link -> List.of(link.from(), link.to()));
    }

    /**
     * A device by its id.
     *
     * @param id of any device
     * @return the device, or empty if it is not online
     */
    public Optional<Device> device(DeviceId id) {
        return devices.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /**
     * The same without some devices and the links to and from them.
     *
     * @param gone ids of any devices
     * @return a snapshot
     */
    public FleetSnapshot without(Set<DeviceId> gone) {
        return new FleetSnapshot(
                at,
                devices.stream().filter(device -> !gone.contains(device.id())).toList(),
                links.stream()
                        .filter(link -> !gone.contains(link.from()) && !gone.contains(link.to()))
                        .toList());
    }

    /**
     * The link from one device to another, or to or from the gateway.
     *
     * <p>It takes time proportional to the number of links: who asks often takes {@link #linksBySender()}.
     *
     * @param from the sender
     * @param to the receiver
     * @return what is known of it, or an assumption where nothing is
     */
    public Link link(DeviceId from, DeviceId to) {
        return links.stream()
                .filter(l -> l.from().equals(from) && l.to().equals(to))
                .findFirst()
                .orElseGet(() -> assumed(from, to));
    }

    /**
     * What is taken for true of a link that nobody measured.
     *
     * @param from the sender
     * @param to the receiver
     * @return a wired link of 100 Mbit/s with a latency of a millisecond
     */
    public static Link assumed(DeviceId from, DeviceId to) {
        return new Link(from, to, ASSUMED_BANDWIDTH_BYTES_PER_SECOND, ASSUMED_LATENCY, Duration.ZERO, 0);
    }

    /**
     * The known links by sender, then by receiver.
     *
     * @return a map of its own
     */
    public Map<DeviceId, Map<DeviceId, Link>> linksBySender() {
        return links.stream().collect(Collectors.groupingBy(Link::from, Collectors.toMap(Link::to, l -> l)));
    }

    private static <T> void requireDistinct(List<T> values, Function<T, Object> key) {
        Set<Object> seen = new HashSet<>();
        values.stream().map(key).filter(one -> !seen.add(one)).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException(
                    twice + " occurs twice; a fleet has each device once, and one link from one device to another");
        });
    }
}
