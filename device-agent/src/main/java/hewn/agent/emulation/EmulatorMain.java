package hewn.agent.emulation;

import hewn.agent.Program;
import hewn.agent.StartException;
import hewn.engine.tensorflow.SpeedProbe;
import hewn.fleet.FleetSnapshot;
import hewn.inference.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code hewn-emulator}.
 *
 * <p>It ends with status 0 when it is told to end by a signal, and with 2 and one line if it can't start.
 */
public final class EmulatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(EmulatorMain.class);
    private static final String ENGINE_THREADS = "hewn.engine.threads"; // of the process, set before a model is loaded

    private static final Duration TRIAL = Duration.ofMillis(20);

    private EmulatorMain() {}

    /**
     * Emulates a cluster until a signal ends it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        EmulatorOptions options = new EmulatorOptions();
        new Program("hewn-emulator", options).run(() -> start(options), arguments);
    }

    private static Program.Service start(EmulatorOptions options) throws StartException {
        System.setProperty(ENGINE_THREADS, "1");
        FleetSnapshot cluster = options.cluster();
        double flops = options.hostSpeed().isPresent() ? options.hostSpeed().get() : measured();
        LOG.info("one core of this machine is taken for {} GFLOP/s", String.format("%.1f", flops / 1e9));
        HostTurns turns = new HostTurns(Runtime.getRuntime().availableProcessors());
        Emulator emulator = new Emulator(cluster, new Host(flops, turns, EmulationClock.SYSTEM, new Punctuality()));
        emulator.start(options.site());
        ScheduledExecutorService reporting = Executors.newSingleThreadScheduledExecutor(EmulatorMain::daemon);
        options.report()
                .ifPresent(
                        file -> reporting.scheduleWithFixedDelay(() -> report(emulator, file), 0, 1, TimeUnit.SECONDS));
        return () -> {
            reporting.shutdownNow();
            emulator.close();
        };
    }

    private static double measured() throws StartException {
        try {
            return new HostSpeed(new SpeedProbe(TRIAL)::flopsPerSecond).best();
        } catch (EngineException | LinkageError unusable) {
            throw new StartException("the engine does not run here: " + unusable.getMessage(), unusable);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "emulation-report");
        thread.setDaemon(true);
        return thread;
    }

    private static void report(Emulator emulator, Path file) {
        try {
            emulator.report().write(file);
        } catch (IOException failed) {
            LOG.warn("no report this time: {}", failed.toString());
        }
    }
}
