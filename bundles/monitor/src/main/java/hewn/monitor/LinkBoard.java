package hewn.monitor;

import hewn.fleet.DeviceId;
import hewn.fleet.Link;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceLinks.MeasuredLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what devices say of their links. A figure is trusted the less the older it is and the fewer measurements it
 * rests on, until it is dropped for what is assumed of an unmeasured link. Safe for use by several threads.
 */
final class LinkBoard {
    private static final Logger LOG = LoggerFactory.getLogger(LinkBoard.class);
    private static final Duration HALF_LIFE = Duration.ofMinutes(30);
    private static final double LEAST_CONFIDENCE = 0.05;

    /** What says more is no link that anything could be served over. */
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(10);

    private static final Duration OLDEST = Duration.ofDays(365);

    /** As many as a thousand devices have among them; more are made up. */
    private static final int MOST = 1_000_000;

    private final Clock clock;
    private final Map<DeviceId, Map<DeviceId, Reported>> reports = new HashMap<>();
    private int size;

    LinkBoard(Clock clock) {
        this.clock = clock;
    }

    /** A figure, and when it was last confirmed. */
    private record Reported(MeasuredLink link, Instant confirmed) {}

    /** Takes note of a report; of what a device says of others' links nothing is believed. */
    synchronized void report(DeviceId reporter, DeviceLinks links) {
        for (MeasuredLink link : links.links()) {
            boolean own = link.from().equals(reporter) || link.to().equals(reporter);
            if (own && !link.from().equals(link.to()) && isPlausible(reporter, link)) {
                put(link);
            }
        }
    }

    private void put(MeasuredLink link) {
        Instant confirmed = clock.instant().minusMillis(link.ageMillis());
        Reported old = reports.getOrDefault(link.from(), Map.of()).get(link.to());
        if (old == null ? size < MOST : !confirmed.isBefore(old.confirmed())) {
            size += old == null ? 1 : 0;
            reports.computeIfAbsent(link.from(), from -> new HashMap<>()).put(link.to(), new Reported(link, confirmed));
        }
    }

    private static boolean isPlausible(DeviceId reporter, MeasuredLink link) {
        boolean plausible = link.bandwidthBytesPerSecond() > 0
                && Double.isFinite(link.bandwidthBytesPerSecond())
                && link.latencyMicros() >= 0
                && link.latencyMicros() <= LONGEST_LATENCY.toNanos() / 1000
                && link.ageMillis() >= 0
                && link.ageMillis() <= OLDEST.toMillis()
                && link.samples() > 0;
        if (!plausible) {
            LOG.warn("Ignored what device '{}' says of a link: {}", reporter, link);
        }
        return plausible;
    }

    /** A device is gone, and may come back elsewhere. */
    synchronized void forget(DeviceId device) {
        size -= Optional.ofNullable(reports.remove(device)).map(Map::size).orElse(0);
        for (Map<DeviceId, Reported> ofSender : reports.values()) {
            size -= ofSender.remove(device) == null ? 0 : 1;
        }
        reports.values().removeIf(Map::isEmpty);
    }

    /** The links between some devices, and to and from the gateway, that are known well enough. */
    synchronized List<Link> between(Set<DeviceId> devices) {
        Instant now = clock.instant();
        List<Link> links = new ArrayList<>();
        reports.values()
                .forEach(ofSender -> ofSender.values().stream()
                        .filter(known -> isEnd(devices, known.link().from())
                                && isEnd(devices, known.link().to()))
                        .map(known -> link(known, now))
                        .filter(link -> link.confidence() >= LEAST_CONFIDENCE)
                        .forEach(links::add));
        return links;
    }

    private static boolean isEnd(Set<DeviceId> devices, DeviceId end) {
        return end.equals(DeviceId.GATEWAY) || devices.contains(end);
    }

    private static Link link(Reported known, Instant now) {
        Duration age = Duration.between(known.confirmed(), now);
        Duration positive = age.isNegative() ? Duration.ZERO : age;
        double fresh = Math.pow(0.5, (double) positive.toMillis() / HALF_LIFE.toMillis());
        double repeated = 1 - Math.pow(0.5, known.link().samples());
        return new Link(
                known.link().from(),
                known.link().to(),
                known.link().bandwidthBytesPerSecond(),
                Duration.ofNanos(known.link().latencyMicros() * 1000),
                positive,
                fresh * repeated);
    }
}
