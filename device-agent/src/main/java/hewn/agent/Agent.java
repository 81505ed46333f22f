package hewn.agent;

import com.sun.management.OperatingSystemMXBean;
import hewn.agent.report.CpuLoad;
import hewn.agent.report.Hardware;
import hewn.agent.report.Vitals;
import hewn.agent.slices.SliceStore;
import hewn.fleet.DeviceId;
import hewn.link.probe.LinkProber;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.TransferWatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device that is at the gateway's disposal: it announces itself, takes commands and frames, and reports how it fares,
 * until it is closed.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration LINK_REFRESH = Duration.ofMinutes(5);
    private static final int PROBE_TICK_MILLIS = 200;

    private final PreparedAgent prepared;
    private final AgentSettings settings;
    private final String session;
    private final Namesake namesake;
    private final Closing closing = new Closing();

    private Agent(PreparedAgent prepared, LongSupplier nanoTime) {
        this.prepared = prepared;
        this.settings = prepared.settings();
        this.session = prepared.profile().session();
        this.namesake = new Namesake(settings.name(), session, nanoTime);
        closing.push(prepared::close);
    }

    /**
     * Prepares an agent and announces it.
     *
     * @param settings how it is to be run
     * @param parts what it is built from
     * @return the running agent, to be closed by the caller
     * @throws StartException if the data folder, the port or the engine can't be used, or another agent has the name
     */
    public static Agent start(AgentSettings settings, AgentParts parts) throws StartException {
        return PreparedAgent.of(settings, parts).announce();
    }

    static Agent of(PreparedAgent prepared, LongSupplier nanoTime) {
        Agent agent = new Agent(prepared, nanoTime);
        try {
            agent.start();
            return agent;
        } catch (RuntimeException | Error failed) {
            agent.close();
            throw failed;
        }
    }

    private void start() {
        DeviceProfile profile = prepared.profile();
        LOG.info(
                "device '{}' computes {} GFLOP/s on {}",
                settings.id(),
                String.format("%.1f", profile.flopsPerSecond() / 1e9),
                profile.type());
        measureLinks(announce());
        LOG.info(
                "device '{}' takes tensors at {} and commands of site '{}' by {}",
                settings.id(),
                profile.dataAddress(),
                settings.topics().site(),
                settings.network().broker());
    }

    private Vitals vitals() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Vitals(
                session,
                Clock.systemUTC(),
                new CpuLoad(system, settings.compute().cores()),
                new Hardware(Path.of("/")),
                prepared.data()::freeBytes,
                prepared.stages()::metrics);
    }

    private ControlChannel announce() {
        SliceStore slices = prepared.slices();
        ExecutorService commands = AgentThreads.commands();
        closing.push(commands::shutdownNow);
        ControlChannel channel = prepared.parts().control().open(connection());
        closing.push(channel::close);
        Presence presence = new Presence(channel, settings, prepared.profile(), slices::held, vitals());
        Duration limit = settings.compute().runLimit().multipliedBy(3).plus(PreparedAgent.HANG_GRACE);
        channel.respond(
                settings.topics().commands(settings.id()),
                new CommandHandler(slices, prepared.stages(), commands, limit, presence::announce));
        channel.subscribe(
                settings.topics().rollCall(settings.id()), RollCall.class, (topic, call) -> presence.answer(call));
        channel.subscribe(
                settings.topics().status(settings.id()), DeviceStatus.class, (topic, status) -> namesake.hear(status));
        closing.push(channel.onConnection(namesake::connected)::close);
        presence.announce();
        long interval = settings.metricsInterval().toNanos();
        prepared.timer().scheduleAtFixedRate(presence::publishMetrics, interval, interval, TimeUnit.NANOSECONDS);
        return channel;
    }

    private void measureLinks(ControlChannel channel) {
        TransferWatch transfers = prepared.transfers();
        LinkProber prober = new LinkProber(
                new LinkProber.Site(
                        settings.id(),
                        session,
                        channel,
                        settings.topics(),
                        prepared.parts().transport()),
                () -> LINK_REFRESH,
                transfers::isIdle,
                System::nanoTime);
        closing.push(prober::close);
        transfers.tell(prober::received);
        prepared.timer().scheduleWithFixedDelay(prober::probe, 1000, PROBE_TICK_MILLIS, TimeUnit.MILLISECONDS);
        long interval = settings.metricsInterval().toNanos();
        prepared.timer().scheduleAtFixedRate(prober::publish, interval, interval, TimeUnit.NANOSECONDS);
    }

    private ControlConnection connection() {
        return new ControlConnection(
                settings.network().broker().uri(),
                settings.clientId(),
                settings.network().credentials(),
                settings.topics().status(settings.id()),
                new DeviceStatus(false, session),
                new DeviceStatus(false, session, true));
    }

    /**
     * What it is called.
     *
     * @return unique in its site
     */
    public DeviceId device() {
        return settings.id();
    }

    /**
     * Whether it has to end, for another agent of its name has the connection.
     *
     * @return completes then, with what to tell
     */
    public CompletionStage<StartException> failure() {
        return namesake.gaveWay();
    }

    /** Says that the device is gone, ends after the calls under way, and frees everything. */
    @Override
    public void close() {
        closing.close();
    }
}
