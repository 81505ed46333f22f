package hewn.engine.isolated;

import hewn.engine.isolated.Reply.Loaded;
import hewn.engine.isolated.Request.Load;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.IntSupplier;
import java.util.function.LongToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Runs models in a process of their own, so that no model harms this one.
 *
 * <p>The process starts when the first model is loaded and ends some seconds after the last one is closed. A model that takes more
 * memory or time than it may ends the process, and with it all models that it had loaded: calls of these fail, and
 * whoever wants one loads it again, into a fresh process.
 *
 * <p>In the gateway a second process takes the next model while the first one has any, so that they do each other no harm,
 * if the machine has the memory that both may take.
 *
 * <p>In the gateway the framework property {@code hewn.home} names the distribution's folder, whose {@code lib/} holds
 * the real engine.
 */
@Component(service = InferenceEngine.class, configurationPid = "hewn.engine.isolated", immediate = true)
@Designate(ocd = IsolatedEngine.Config.class)
public final class IsolatedEngine implements InferenceEngine, AutoCloseable {
    /** What can be configured. */
    @ObjectClassDefinition(
            name = "Hewn isolated engine",
            description = "Runs whole models in a process of their own, which is ended when it exceeds a limit")
    public @interface Config {
        /**
         * The memory of the process.
         *
         * @return MiB
         */
        @AttributeDefinition(
                name = "Memory limit (MiB)",
                description = "The memory that the process may take, TensorFlow's own 300 MiB included",
                min = "64",
                max = "16777216")
        long memoryMebibytes() default 4096;

        /**
         * The time to load a model.
         *
         * @return seconds
         */
        @AttributeDefinition(
                name = "Load limit (s)",
                description = "How long loading a model may take, in seconds",
                min = "1",
                max = "86400")
        long loadLimitSeconds() default 120;

        /**
         * The time of a call.
         *
         * @return seconds
         */
        @AttributeDefinition(
                name = "Run limit (s)",
                description = "How long one call of a model may take, in seconds",
                min = "1",
                max = "86400")
        long runLimitSeconds() default 60;
    }

    /** Whoever closes a model often loads the next one; starting a process takes a second or two. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, IsolatedEngine::daemon);
    private final EngineChildren children;
    private final IntSupplier processes;
    private volatile IsolationLimits limits;

    /**
     * An engine as a service of the gateway.
     *
     * @param context has the framework properties
     * @param config what can be configured
     * @throws IllegalArgumentException if {@code hewn.home} is not set, or has no jars in {@code lib/}
     */
    @Activate
    public IsolatedEngine(BundleContext context, Config config) {
        this(EngineProgram.ofLibrary(home(context).resolve("lib")), limits(config), LINGER, EngineChildren::fitting);
    }

    private static IsolationLimits limits(Config config) {
        return new IsolationLimits(
                config.memoryMebibytes() << 20,
                Duration.ofSeconds(config.loadLimitSeconds()),
                Duration.ofSeconds(config.runLimitSeconds()));
    }

    /** What runs goes on; models that are loaded from now on, and the next process, have the new limits. */
    @Modified
    void change(Config config) {
        limits = limits(config);
    }

    /**
     * An engine that starts processes when it needs them.
     *
     * @param program what to start
     * @param limits of each process
     */
    public IsolatedEngine(EngineProgram program, IsolationLimits limits) {
        this(program, limits, LINGER, memory -> 1);
    }

    /** An engine whose processes stay for a while without any model, and are as many at most as is said for their limit. */
    IsolatedEngine(EngineProgram program, IsolationLimits limits, Duration linger, LongToIntFunction processes) {
        this.limits = limits;
        this.processes = () -> processes.applyAsInt(this.limits.memoryBytes());
        children = new EngineChildren(() -> EngineChild.start(program, this.limits, timer), timer, linger);
        timer.setRemoveOnCancelPolicy(true);
        ChildProcess.sweep();
    }

    private static Path home(BundleContext context) {
        return Optional.ofNullable(context.getProperty("hewn.home"))
                .map(Path::of)
                .orElseThrow(() -> new IllegalArgumentException("the framework property hewn.home is not set"));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "isolated-engine-limits");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String description() {
        return "isolated process of at most " + (limits.memoryBytes() >> 20) + " MiB";
    }

    @Override
    public Duration runLimit(Duration own) {
        return limits.runLimit(own);
    }

    @Override
    public int independentModels() {
        return processes.getAsInt();
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        Path path = savedModel.toAbsolutePath().normalize();
        Duration runLimit = limits.runLimit(options.runLimit());
        EngineChild user = children.acquire(processes.getAsInt());
        try {
            Load load = new Load(path, new EngineOptions(options.signature(), options.strict(), runLimit));
            Reply reply = user.ask(load, "loading " + path, limits.loadLimit());
            if (reply instanceof Loaded loaded) {
                return new IsolatedRunner(path, user, loaded, runLimit, () -> children.release(user));
            }
            throw new EngineException("loading " + path + " was answered by " + reply);
        } catch (EngineException failed) {
            children.release(user);
            throw failed;
        }
    }

    /** Ends the processes, and all calls with them. */
    @Override
    @Deactivate
    public void close() {
        children.close();
        timer.shutdownNow();
    }
}
