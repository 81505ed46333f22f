package hewn.agent.emulation;

import hewn.agent.Program;
import hewn.agent.StartException;
import hewn.agent.emulation.punctuality.Punctuality;
import hewn.engine.tensorflow.ReferenceNetwork;
import hewn.fleet.FleetSnapshot;
import hewn.inference.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program {@code hewn-emulator}.
 *
 * <p>It ends with status 0 when it is told to end by a signal, and with 2 and one line if it can't start,
 * or one of its devices can't go on.
 */
public final class EmulatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(EmulatorMain.class);
    private static final String ENGINE_THREADS = "hewn.engine.threads"; // of the process, set before a model is loaded

    private static final int TRIALS = 5;

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
        HostTurns turns = new HostTurns(Runtime.getRuntime().availableProcessors());
        Host host = new Host(yardstick(), turns, EmulationClock.SYSTEM, new Punctuality());
        double flops = measured(host);
        LOG.info("one core of this machine computes {} GFLOP/s", String.format("%.1f", flops / 1e9));
        Emulator emulator = new Emulator(cluster, host, flops);
        emulator.start(options.site());
        ScheduledExecutorService reporting = Executors.newSingleThreadScheduledExecutor(EmulatorMain::daemon);
        options.report()
                .ifPresent(
                        file -> reporting.scheduleWithFixedDelay(() -> report(emulator, file), 0, 1, TimeUnit.SECONDS));
        return new Service(emulator, reporting);
    }

    private record Service(Emulator emulator, ExecutorService reporting) implements Program.Service {
        @Override
        public CompletionStage<StartException> failure() {
            return emulator.failure();
        }

        @Override
        public void close() {
            reporting.shutdownNow();
            emulator.close();
        }
    }

    private static Yardstick yardstick() throws StartException {
        try {
            return new TensorFlowYardstick(ReferenceNetwork.load());
        } catch (EngineException | LinkageError unusable) {
            throw unusable(unusable);
        }
    }

    /** The best of some times, since whatever else the machine does only makes it slower. */
    private static double measured(Host host) throws StartException {
        try {
            double best = 0;
            for (int trial = 0; trial < TRIALS; trial++) {
                best = Math.max(best, host.flopsPerSecond());
            }
            return best;
        } catch (EngineException unusable) {
            throw unusable(unusable);
        }
    }

    private static StartException unusable(Throwable why) {
        return new StartException("the engine does not run here: " + why.getMessage(), why);
    }

    /** The network that devices measure their speed with. */
    private record TensorFlowYardstick(ReferenceNetwork network) implements Yardstick {
        @Override
        public double flops() {
            return ReferenceNetwork.FLOPS;
        }

        @Override
        public void run() throws EngineException {
            network.run();
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
