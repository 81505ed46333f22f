package hewn.agent;

import hewn.agent.AgentSettings.Compute;
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
import hewn.program.FileFault;
import hewn.wire.DeviceProfile;
import hewn.wire.TensorTransport.TensorEndpoint;
import hewn.wire.TransferWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * A device that takes tensors, and that nobody was told of. Whatever may keep an agent from starting has gone well by then.
 */
public final class PreparedAgent implements AutoCloseable {
    static final Duration HANG_GRACE = Duration.ofSeconds(5);

    /** Longer than a gateway takes that is started again, or one that looks for other devices. */
    private static final Duration KEPT = Duration.ofSeconds(15);

    private static final Duration STALL = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 7;
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private final AgentSettings settings;
    private final AgentParts parts;
    private final String session = UUID.randomUUID().toString();
    private final Closing closing = new Closing();
    private final ScheduledExecutorService timer = AgentThreads.timer();

    private final DataFolder data;
    private final SliceStore slices;
    private final Stages stages;
    private final TransferWatch transfers;
    private final DeviceProfile profile;

    private PreparedAgent(AgentSettings settings, AgentParts parts) throws StartException {
        this.settings = settings;
        this.parts = parts;
        closing.push(timer::shutdownNow);
        closing.push(parts.transport()::close);
        try {
            data = DataFolder.open(settings.data());
            closing.push(data::close);
            slices = store();
            stages = noStages();
            transfers = new TransferWatch(stages, System::nanoTime);
            profile = lookAndMeasure(listen());
            closing.push(stages::close);
        } catch (StartException | RuntimeException | Error failed) {
            closing.close(failed);
            throw failed;
        }
    }

    /**
     * Prepares an agent, which takes a moment; several may be prepared at the same time.
     *
     * @param settings how it is to be run
     * @param parts what it is built from
     * @return to be announced or closed by the caller
     * @throws StartException if the data folder, the port or the engine can't be used, or another agent has the name
     */
    public static PreparedAgent of(AgentSettings settings, AgentParts parts) throws StartException {
        return new PreparedAgent(settings, parts);
    }

    /**
     * Tells the site of it. It need not reach its broker for that: it connects as soon as it can.
     *
     * @return the running agent, which is to be closed instead of this
     */
    public Agent announce() {
        return announce(System::nanoTime);
    }

    /** The same, by a clock as {@link System#nanoTime} for whoever has the same name. */
    Agent announce(LongSupplier nanoTime) {
        return Agent.of(this, nanoTime);
    }

    AgentSettings settings() {
        return settings;
    }

    AgentParts parts() {
        return parts;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    DataFolder data() {
        return data;
    }

    SliceStore slices() {
        return slices;
    }

    Stages stages() {
        return stages;
    }

    TransferWatch transfers() {
        return transfers;
    }

    DeviceProfile profile() {
        return profile;
    }

    private SliceStore store() throws StartException {
        try {
            return new SliceStore(data.path(), new Downloads(STALL, ATTEMPTS, FIRST_DELAY), data::freeBytes);
        } catch (IOException denied) {
            throw new StartException(
                    "can't keep slices: " + FileFault.of(denied) + "; choose another folder with --data", denied);
        }
    }

    private Stages noStages() {
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

    private String listen() throws StartException {
        ListenAddress listen = settings.network().listen();
        try {
            TensorEndpoint endpoint = parts.transport().listen(listen.host(), listen.port(), transfers);
            closing.push(endpoint::close);
            return DataAddress.of(settings.network(), endpoint.port());
        } catch (IOException taken) {
            throw new StartException(
                    taken.getMessage() + "; see --listen", taken); // it names the address, and what to do
        }
    }

    /** At the same time, for both take a moment. */
    private DeviceProfile lookAndMeasure(String dataAddress) throws StartException {
        try (Lookout lookout = new Lookout(parts.control(), settings, session, Lookout.Patience.DEFAULT)) {
            DeviceProfile measured = measured(dataAddress);
            lookout.requireNobody();
            return measured;
        }
    }

    private DeviceProfile measured(String dataAddress) throws StartException {
        Compute compute = settings.compute();
        try {
            double flops = parts.speed().flopsPerSecond();
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

    /** Frees everything. An agent that was announced does so itself. */
    @Override
    public void close() {
        closing.close();
    }
}
