package hewn.agent;

import com.sun.management.OperatingSystemMXBean;
import hewn.agent.AgentSettings.Compute;
import hewn.agent.report.CpuLoad;
import hewn.agent.report.Hardware;
import hewn.agent.report.Vitals;
import hewn.agent.slices.Downloads;
import hewn.agent.slices.SliceStore;
import hewn.agent.stages.ComputeTurns;
import hewn.agent.stages.HangWatch;
import hewn.agent.stages.KeptSlices;
import hewn.agent.stages.MemoryBudget;
import hewn.agent.stages.StageLoader;
import hewn.agent.stages.StageSetting;
import hewn.agent.stages.Stages;
import hewn.inference.EngineException;
import hewn.link.probe.LinkProber;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.FrameReceiver;
import hewn.wire.RollCall;
import hewn.wire.TensorTransport.TensorEndpoint;
import hewn.wire.TransferWatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device that is at the gateway's disposal: it announces itself, takes commands and frames, and reports how it fares,
 * until it is closed.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration HANG_GRACE = Duration.ofSeconds(5);

    /** Longer than a gateway takes that is started again, or one that looks for other devices. */
    private static final Duration KEPT = Duration.ofSeconds(15);

    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Duration LINK_REFRESH = Duration.ofMinutes(5);
    private static final int PROBE_TICK_MILLIS = 200;
    private static final int ATTEMPTS = 7;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private final String session = UUID.randomUUID().toString();
    private final AgentSettings settings;
    private final AgentParts parts;
    private final Namesake namesake;
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final ScheduledExecutorService timer = AgentThreads.timer();

    private Agent(AgentSettings settings, AgentParts parts) {
        this.settings = settings;
        this.parts = parts;
        this.namesake = new Namesake(settings.id(), session, System::nanoTime);
        closing.push(timer::shutdownNow);
        closing.push(parts.transport()::close);
    }

    /**
     * Starts an agent. It need not reach its broker for that: it connects as soon as it can.
     *
     * @param settings how it is to be run
     * @param parts what it is built from
     * @return the running agent, to be closed by the caller
     * @throws StartException if the data folder, the port or the engine can't be used, or another agent has the name
     */
    public static Agent start(AgentSettings settings, AgentParts parts) throws StartException {
        Agent agent = new Agent(settings, parts);
        try {
            agent.start();
            return agent;
        } catch (StartException | RuntimeException | Error failed) {
            agent.close();
            throw failed;
        }
    }

    private void start() throws StartException {
        DataFolder data = DataFolder.open(settings.data());
        closing.push(data::close);
        SliceStore slices = slices(data);
        Stages stages = stages(slices);
        TransferWatch transfers = new TransferWatch(stages, System::nanoTime);
        DeviceProfile profile = lookAndMeasure(listen(transfers));
        closing.push(stages::close);
        ControlChannel channel = announce(slices, stages, profile, vitals(data, stages));
        measureLinks(channel, transfers);
        LOG.info(
                "device '{}' takes tensors at {} and commands of site '{}' by {}",
                settings.id(),
                profile.dataAddress(),
                settings.topics().site(),
                settings.network().broker());
    }

    private SliceStore slices(DataFolder data) throws StartException {
        try {
            return new SliceStore(data.path(), new Downloads(STALL, ATTEMPTS, FIRST_DELAY), data::freeBytes);
        } catch (IOException denied) {
            throw new StartException(
                    "can't keep slices in " + data.path() + " (" + denied + "); choose another folder with --data",
                    denied);
        }
    }

    private Stages stages(SliceStore slices) {
        Compute compute = settings.compute();
        MemoryBudget memory = new MemoryBudget(compute.memoryBytes(), compute.memoryFactor());
        KeptSlices kept = new KeptSlices(timer, KEPT);
        return new Stages(
                new StageLoader(slices, parts.engine(), memory, kept, compute.runLimit()),
                new StageSetting(
                        settings.id(),
                        parts.transport(),
                        new ComputeTurns(compute.atATime()),
                        new HangWatch(timer, compute.runLimit(), HANG_GRACE),
                        kept,
                        compute.queueFrames(),
                        System::nanoTime));
    }

    private String listen(FrameReceiver stages) throws StartException {
        ListenAddress listen = settings.network().listen();
        try {
            TensorEndpoint endpoint = parts.transport().listen(listen.host(), listen.port(), stages);
            closing.push(endpoint::close);
            return DataAddress.of(settings.network(), endpoint.port());
        } catch (IOException taken) {
            throw new StartException(
                    "can't take tensors at " + listen + " (" + taken.getMessage() + "); choose another --listen",
                    taken);
        }
    }

    /** At the same time, for both take a moment. */
    private DeviceProfile lookAndMeasure(String dataAddress) throws StartException {
        try (Lookout lookout = new Lookout(parts.control(), settings, session, Lookout.Patience.DEFAULT)) {
            DeviceProfile profile = profile(dataAddress);
            lookout.requireNobody();
            return profile;
        }
    }

    private DeviceProfile profile(String dataAddress) throws StartException {
        Compute compute = settings.compute();
        try {
            double flops = parts.speed().flopsPerSecond();
            LOG.info("measured {} GFLOP/s on {}", String.format("%.1f", flops / 1e9), compute.type());
            return new DeviceProfile(
                    session,
                    compute.type(),
                    compute.cores(),
                    compute.plannableBytes(),
                    flops,
                    parts.engine().description(),
                    dataAddress,
                    List.of());
        } catch (EngineException | LinkageError unusable) {
            throw new StartException(
                    "the engine does not run here (" + unusable.getMessage()
                            + "); is this folder built for this machine? See docs/devices.md",
                    unusable);
        }
    }

    private Vitals vitals(DataFolder data, Stages stages) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Vitals(
                session,
                Clock.systemUTC(),
                new CpuLoad(system, settings.compute().cores()),
                new Hardware(Path.of("/")),
                data::freeBytes,
                stages::metrics);
    }

    private ControlChannel announce(SliceStore slices, Stages stages, DeviceProfile profile, Vitals vitals) {
        ExecutorService commands = AgentThreads.commands();
        closing.push(commands::shutdownNow);
        ControlChannel channel = parts.control().open(connection());
        closing.push(channel::close);
        Presence presence = new Presence(channel, settings, profile, slices::held, vitals);
        Duration limit = settings.compute().runLimit().multipliedBy(3).plus(HANG_GRACE);
        channel.respond(
                settings.topics().commands(settings.id()),
                new CommandHandler(slices, stages, commands, limit, presence::announce));
        channel.subscribe(
                settings.topics().rollCall(settings.id()), RollCall.class, (topic, call) -> presence.answer(call));
        channel.subscribe(
                settings.topics().status(settings.id()), DeviceStatus.class, (topic, status) -> namesake.hear(status));
        closing.push(channel.onConnection(namesake::connected)::close);
        presence.announce();
        long interval = settings.metricsInterval().toNanos();
        timer.scheduleAtFixedRate(presence::publishMetrics, interval, interval, TimeUnit.NANOSECONDS);
        return channel;
    }

    private void measureLinks(ControlChannel channel, TransferWatch transfers) {
        LinkProber prober = new LinkProber(
                new LinkProber.Site(settings.id(), session, channel, settings.topics(), parts.transport()),
                () -> LINK_REFRESH,
                transfers::isIdle,
                System::nanoTime);
        closing.push(prober::close);
        transfers.tell(prober::received);
        timer.scheduleWithFixedDelay(prober::probe, 1000, PROBE_TICK_MILLIS, TimeUnit.MILLISECONDS);
        long interval = settings.metricsInterval().toNanos();
        timer.scheduleAtFixedRate(prober::publish, interval, interval, TimeUnit.NANOSECONDS);
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
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
