package hewn.deployer.plan;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.placement.Constraints;
import hewn.placement.Planner.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan for a model would go by, as far as it may change while the model serves.
 *
 * @param strategies that would be asked, in order
 * @param speeds of the devices that may be used, in FLOPs per second
 * @param hops what is known of links between them and to the gateway
 */
public record Outlook(List<Offer> strategies, Map<DeviceId, Double> speeds, Map<Hop, Link> hops) {
    /** How many times as fast or slow something must become to be worth a plan. */
    private static final double NOTABLE = 1.5;

    /** What links are compared by: the time that a tensor of this size takes. */
    private static final long TENSOR_BYTES = 65_536;

    /** Less than this is noise on the fastest links. */
    private static final double LEAST_SECONDS = 0.001;

    /**
     * From one device to another.
     *
     * @param from which sends
     * @param to which receives
     */
    public record Hop(DeviceId from, DeviceId to) {
        /**
         * The way that a link was measured on.
         *
         * @param link what is known of it
         * @return from its one end to its other
         */
        public static Hop of(Link link) {
            return new Hop(link.from(), link.to());
        }
    }

    public Outlook {
        strategies = List.copyOf(strategies);
        speeds = Map.copyOf(speeds);
        hops = Map.copyOf(hops);
    }

    /**
     * What a plan would go by now.
     *
     * @param strategies that would be asked, in order
     * @param fleet the devices that are online
     * @param constraints which of them may be used
     * @return the outlook, of devices that may be used
     */
    public static Outlook of(List<Offer> strategies, FleetSnapshot fleet, Constraints constraints) {
        Map<DeviceId, Double> speeds = fleet.devices().stream()
                .filter(device -> constraints.allows(device.id()))
                .collect(Collectors.toMap(Device::id, Device::flopsPerSecond));
        Map<Hop, Link> hops = fleet.links().stream()
                .filter(link -> isEnd(link.from(), speeds) && isEnd(link.to(), speeds))
                .collect(Collectors.toMap(Hop::of, Function.identity()));
        return new Outlook(strategies, speeds, hops);
    }

    private static boolean isEnd(DeviceId id, Map<DeviceId, Double> speeds) {
        return id.equals(DeviceId.GATEWAY) || speeds.containsKey(id);
    }

    /** The same, but with what is known of links by now. */
    public Outlook withHops(Outlook now) {
        return new Outlook(strategies, speeds, now.hops());
    }

    /** The same without strategies and devices that are gone: should they come back, that is news. */
    public Outlook without(Outlook now) {
        Map<DeviceId, Double> left = new TreeMap<>(speeds);
        left.keySet().retainAll(now.speeds().keySet());
        return new Outlook(
                strategies.stream().filter(now.strategies()::contains).toList(), left, hops);
    }

    /** What makes another plan worth a try, for people; empty if nothing does. That something is gone does not. */
    public Optional<String> news(Outlook before) {
        return Stream.of(newStrategy(before), newDevice(before), newSpeed(before), newHop(before))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> newStrategy(Outlook before) {
        Optional<String> added = strategies.stream()
                .filter(offer -> !before.strategies().contains(offer))
                .findFirst()
                .map(offer -> "strategy '" + offer.strategy() + "' is new");
        boolean reordered = !before.without(this).strategies().equals(strategies);
        return added.or(() -> reordered ? Optional.of("strategies are asked in another order") : Optional.empty());
    }

    private Optional<String> newDevice(Outlook before) {
        return speeds.keySet().stream()
                .filter(device -> !before.speeds().containsKey(device))
                .min(DeviceId::compareTo)
                .map(device -> "device '" + device + "' joined");
    }

    private Optional<String> newSpeed(Outlook before) {
        return speeds.entrySet().stream()
                .filter(now -> differs(now.getValue(), before.speeds().getOrDefault(now.getKey(), now.getValue())))
                .findFirst()
                .map(now -> String.format(
                        Locale.ROOT,
                        "device '%s' is %.1f times as fast as before",
                        now.getKey(),
                        now.getValue() / before.speeds().get(now.getKey())));
    }

    private Optional<String> newHop(Outlook before) {
        return hops.entrySet().stream()
                .flatMap(now -> before.slower(now.getKey(), now.getValue()).stream())
                .findFirst();
    }

    private Optional<String> slower(Hop hop, Link now) {
        double before = Objects.requireNonNullElseGet(hops.get(hop), () -> FleetSnapshot.assumed(hop.from(), hop.to()))
                .seconds(TENSOR_BYTES);
        double seconds = now.seconds(TENSOR_BYTES);
        return differsInTime(seconds, before)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "64 KiB take %.1f ms from '%s' to '%s', no longer %.1f ms",
                        seconds * 1e3,
                        hop.from(),
                        hop.to(),
                        before * 1e3))
                : Optional.empty();
    }

    /** Whether a time differs from another so much that a plan may depend on it. */
    public static boolean differsInTime(double seconds, double before) {
        return Math.abs(seconds - before) >= LEAST_SECONDS && differs(seconds, before);
    }

    private static boolean differs(double now, double before) {
        return now > before * NOTABLE || before > now * NOTABLE;
    }
}
