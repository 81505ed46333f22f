package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.link.probe.Peers.Ring;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.GatewayActivity;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the links of one device to its peers, one at a time and, as a rule, while nothing else is under way, and says what
 * it found. Safe for use by several threads.
 */
public final class LinkProber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkProber.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Site site;
    private final BooleanSupplier idle;
    private final LongSupplier nanoTime;
    private final Peers peers;
    private final ProbeTurns turns;
    private final LinkTable table;
    private final PeerReports reports;
    private final List<ControlChannel.Registration> subscriptions;
    private volatile boolean serving = true; // until the gateway says otherwise
    private volatile boolean news;
    private boolean underWay;

    /**
     * Where a prober is at home.
     *
     * @param self which device it is, or {@link DeviceId#GATEWAY}
     * @param session names its process
     * @param channel to hear of peers, and to say what was found
     * @param topics those of its site
     * @param transport to reach peers
     */
    public record Site(
            DeviceId self, String session, ControlChannel channel, Topics topics, TensorTransport transport) {}

    /**
     * Begins to listen for peers.
     *
     * @param site where it is at home
     * @param refresh how old a measurement may be
     * @param idle whether nothing else is under way that a probe would disturb
     * @param nanoTime the clock
     */
    public LinkProber(Site site, Supplier<Duration> refresh, BooleanSupplier idle, LongSupplier nanoTime) {
        this.site = site;
        this.idle = idle;
        this.nanoTime = nanoTime;
        this.peers = new Peers(site.self());
        this.turns = new ProbeTurns(refresh, new SplittableRandom(site.self().hashCode()));
        this.table = new LinkTable(site.self());
        this.reports = new PeerReports(site, table, nanoTime);
        Topics topics = site.topics();
        ControlChannel channel = site.channel();
        this.subscriptions = List.of(
                channel.subscribe(
                        topics.ofEveryDevice("profile"),
                        DeviceProfile.class,
                        (topic, profile) -> topics.device(topic).ifPresent(device -> peers.profile(device, profile))),
                channel.subscribe(
                        topics.ofEveryDevice("status"),
                        DeviceStatus.class,
                        (topic, status) -> topics.device(topic)
                                .flatMap(device -> peers.status(device, status))
                                .ifPresent(table::forget)),
                channel.subscribe(
                        topics.gatewayActivity(),
                        GatewayActivity.class,
                        (topic, activity) -> serving = activity.serving()));
    }

    /**
     * Probes the peer whose turn it is, if it is anyone's and the device is idle or the peer has waited long, and says at once what was measured for
     * the first time. To be called several times a second: where nothing serves, so often links are measured.
     */
    public void probe() {
        Ring ring = peers.toProbe();
        begin(ring).ifPresent(peer -> probe(peer, ring.addresses().get(peer)));
        if (news) {
            publish();
        }
    }

    private synchronized Optional<DeviceId> begin(Ring ring) {
        if (underWay) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        Optional<DeviceId> next = idle.getAsBoolean() ? turns.next(ring, !serving, now) : turns.overdue(ring, now);
        underWay = next.isPresent();
        return next;
    }

    private void probe(DeviceId peer, String address) {
        long begin = nanoTime.getAsLong();
        try {
            LinkProbe probe = site.transport().probe(address);
            new LinkMeter(probe)
                    .measure()
                    .toCompletableFuture()
                    .orTimeout(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((sample, failure) -> {
                        probe.close();
                        found(peer, sample, failure);
                        end(peer, begin, failure == null);
                    });
        } catch (RuntimeException lie) { // an address that is none
            end(peer, begin, false);
            LOG.debug("the link to '{}' at {} can't be probed", peer, address, lie);
        }
    }

    private synchronized void end(DeviceId peer, long begin, boolean measured) {
        underWay = false;
        if (measured) {
            boolean first = turns.taken(peer, begin, nanoTime.getAsLong());
            news = news || first;
        } else {
            turns.failed(peer, begin, nanoTime.getAsLong());
        }
    }

    private void found(DeviceId peer, LinkSample sample, Throwable failure) {
        if (failure == null) {
            table.measured(peer, sample, nanoTime.getAsLong());
        } else {
            LOG.debug("the link to '{}' was not measured", peer, failure);
        }
    }

    /**
     * Corrects what was probed, by this device or by the sender, by what a real transfer took.
     *
     * @param sender of the bytes
     * @param bytes how many
     * @param nanos from the first to the last of them
     */
    public void received(DeviceId sender, long bytes, long nanos) {
        boolean known = table.received(sender, bytes * 1e9 / Math.max(1, nanos), nanoTime.getAsLong());
        if (!known && peers.knows(sender)) {
            reports.want(sender);
        }
    }

    /** Says what is known of the links. To be called every few seconds. */
    public void publish() {
        news = false;
        DeviceLinks known = new DeviceLinks(site.session(), table.links(nanoTime.getAsLong()));
        try {
            reports.listen();
            site.channel().publish(site.topics().links(site.self()), known);
        } catch (RuntimeException failed) { // a timer runs no task again that has thrown
            LOG.warn("no links this time: {}", failed.toString());
        }
    }

    /** Listens to nobody any more. */
    @Override
    public void close() {
        subscriptions.forEach(ControlChannel.Registration::close);
        reports.close();
    }
}
