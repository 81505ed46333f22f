package hewn.monitor;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.GatewayLaunch;
import hewn.wire.MetricsBoard;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the devices of a site say of themselves.
 *
 * <p>In the gateway the framework property {@code hewn.site} names the site.
 */
@Component(
        service = {FleetMonitor.class, MetricsBoard.class},
        immediate = true) // what is known outlives its users
public final class DeviceRegistry implements FleetMonitor, MetricsBoard {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistry.class);

    /** More are made up by who would fill the gateway's memory. */
    static final int MOST_DEVICES = 4096;

    private final ControlChannel channel;
    private final Topics topics;
    private final Clock clock;
    private final Map<DeviceId, DeviceRecord> records = new ConcurrentHashMap<>();
    private final Map<DeviceId, String> lastSessions = new ConcurrentHashMap<>();
    private final FleetListeners listeners = new FleetListeners();
    private final LinkBoard links;
    private final List<ControlChannel.Registration> subscriptions;

    /**
     * Listens to the devices, as a service of the gateway.
     *
     * @param channel the gateway's control channel
     * @param context has the framework properties
     */
    @Activate
    public DeviceRegistry(@Reference ControlChannel channel, BundleContext context) {
        this(channel, GatewayLaunch.of(context::getProperty).topics(), Clock.systemUTC());
    }

    /**
     * Listens to the devices.
     *
     * @param channel a control channel
     * @param topics of the site
     * @param clock for the moments of snapshots
     */
    public DeviceRegistry(ControlChannel channel, Topics topics, Clock clock) {
        this.channel = channel;
        this.topics = topics;
        this.clock = clock;
        this.links = new LinkBoard(clock);
        this.subscriptions = List.of(
                channel.subscribe(
                        topics.ofEveryDevice("profile"),
                        DeviceProfile.class,
                        (topic, m) -> update(topic, r -> isPlausible(r.id(), m) ? r.with(m) : r)),
                channel.subscribe(
                        topics.ofEveryDevice("status"),
                        DeviceStatus.class,
                        (topic, m) -> update(topic, r -> r.with(m))),
                channel.subscribe(topics.ofEveryDevice("metrics"), DeviceMetrics.class, this::measured),
                channel.subscribe(
                        topics.ofEveryDevice("links"),
                        DeviceLinks.class,
                        (topic, m) -> topics.device(topic).ifPresent(id -> links.report(id, m))));
    }

    private void measured(String topic, DeviceMetrics metrics) {
        update(topic, r -> r.with(metrics));
        callUnknown(topic, metrics.session());
    }

    /** Listens to the devices no more. */
    @Deactivate
    public void close() {
        subscriptions.forEach(ControlChannel.Registration::close);
    }

    @Override
    public FleetSnapshot snapshot() {
        List<Device> devices = online();
        Set<DeviceId> ids = devices.stream().map(Device::id).collect(Collectors.toSet());
        return new FleetSnapshot(clock.instant(), devices, links.between(ids));
    }

    @Override
    public Registration listen(FleetListener listener) {
        return listeners.add(listener, this::online);
    }

    @Override
    public Optional<DeviceMetrics> latest(DeviceId device) {
        return Optional.ofNullable(records.get(device)).flatMap(DeviceRecord::metrics);
    }

    private List<Device> online() {
        return records.values().stream().flatMap(r -> r.device().stream()).toList();
    }

    private synchronized void update(String topic, UnaryOperator<DeviceRecord> change) {
        topics.device(topic).filter(this::isKept).ifPresent(id -> {
            DeviceRecord before = records.getOrDefault(id, DeviceRecord.unknown(id));
            DeviceRecord after = change.apply(before);
            records.put(id, after);
            tell(before, after);
        });
    }

    /** Asks a device that is there, but not known to be online, to announce itself anew. */
    private void callUnknown(String topic, String session) {
        topics.device(topic)
                .map(records::get)
                .filter(known -> !known.session().equals(Optional.of(session)))
                .ifPresent(unknown -> channel.publish(topics.rollCall(unknown.id()), new RollCall(session)));
    }

    /** Whether there is a place for a device; where there is none, one that is not online is forgotten for it. */
    private boolean isKept(DeviceId id) {
        if (id.equals(DeviceId.GATEWAY)) {
            return false;
        }
        if (records.containsKey(id) || records.size() < MOST_DEVICES) {
            return true;
        }
        Optional<DeviceId> absent = records.values().stream()
                .filter(known -> known.device().isEmpty())
                .map(DeviceRecord::id)
                .findAny();
        absent.ifPresent(records::remove);
        absent.ifPresent(lastSessions::remove);
        return absent.isPresent();
    }

    /** Whether a profile makes sense; what does not is as if it had never been said. */
    private static boolean isPlausible(DeviceId id, DeviceProfile profile) {
        try {
            return DeviceRecord.unknown(id).with(profile).device(profile).cores() > 0;
        } catch (IllegalArgumentException lie) {
            LOG.warn("Ignored what device '{}' says of itself: {}", id, lie.getMessage());
            return false;
        }
    }

    private void tell(DeviceRecord before, DeviceRecord after) {
        Optional<Device> was = before.device();
        Optional<Device> is = after.device();
        if (is.isEmpty() && was.isPresent()) {
            boolean stopped = after.stopped().equals(before.session()); // not another process of its name
            LOG.info("Device '{}' {}", after.id(), stopped ? "was stopped" : "is offline");
            links.forget(after.id());
            listeners.offline(after.id(), stopped);
        } else if (is.isPresent() && !(is.equals(was) && before.session().equals(after.session()))) {
            String session = after.session().orElseThrow();
            boolean newSession = !session.equals(lastSessions.put(after.id(), session));
            LOG.info("Device '{}' is online at {}", after.id(), is.get().dataAddress());
            listeners.online(is.get(), newSession);
        }
    }
}
