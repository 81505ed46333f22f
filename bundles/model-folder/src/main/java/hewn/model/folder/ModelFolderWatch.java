package hewn.model.folder;

import hewn.fleet.FleetMonitor;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the model folder, as a service of the gateway.
 *
 * <p>Framework properties: {@code hewn.model.folder}, the folder; without it, {@code model-folder} in {@code hewn.data}.
 */
@Component(service = ModelFolderWatch.class, configurationPid = "hewn.model.folder", immediate = true)
@Designate(ocd = ModelFolderWatch.Config.class)
public final class ModelFolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFolderWatch.class);

    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn model folder", description = "Deploys the models that appear in a folder")
    public @interface Config {
        /**
         * Where the models are.
         *
         * @return a folder; blank for the one that the gateway was started with
         */
        @AttributeDefinition(
                name = "Folder",
                description = "Holds NAME/VERSION/ for each version of each model; if empty, what 'hewn start --models'"
                        + " says")
        String folder() default "";

        /**
         * How often the folder is looked at.
         *
         * @return in milliseconds
         */
        @AttributeDefinition(
                name = "Scan interval (ms)",
                description = "From one look at the folder to the next",
                min = "1",
                max = "86400000")
        long scanMillis() default 1000;

        /**
         * How long a version has to be the same before it is taken.
         *
         * @return in milliseconds
         */
        @AttributeDefinition(
                name = "Time to settle (ms)",
                description = "How long names, sizes and times of a version's files have to be the same before it is"
                        + " taken; longer than the pauses of what copies models into the folder",
                min = "1",
                max = "86400000")
        long settleMillis() default 2000;

        /**
         * Which versions are taken.
         *
         * @return {@code latest}, {@code specific} or {@code all}
         */
        @AttributeDefinition(
                name = "Version policy",
                description = "Which versions go into the repository; the newest of them serves",
                options = {
                    @Option(label = "the newest", value = "latest"),
                    @Option(label = "those named below; of models not named, the newest", value = "specific"),
                    @Option(label = "all", value = "all")
                })
        String policy() default "latest";

        /**
         * The versions of the policy {@code specific}.
         *
         * @return {@code NAME/VERSION} each
         */
        @AttributeDefinition(
                name = "Versions",
                description = "NAME/VERSION each, such as digits/2; for the policy 'specific'")
        String[] versions() default {};
    }

    private final ModelRepository repository;
    private final Deployments deployments;
    private final Path data;
    private final Path startedWith;
    private final Faults faults = new Faults((path, fault) -> LOG.warn("'{}' {}", path, fault));
    private final Faults notes = new Faults((path, note) -> LOG.info("'{}' {}", path, note));
    private final DeviceArrivals arrivals = new DeviceArrivals();
    private final FleetMonitor.Registration registration;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "model-folder");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> scans;

    /**
     * Begins to watch.
     *
     * @param repository takes the models
     * @param deployments has them serve
     * @param fleet tells when a deployment that failed for want of devices may be tried again
     * @param context has the framework properties
     * @param config what can be configured
     * @throws IOException if the data folder can't be used
     * @throws IllegalArgumentException if a value of the configuration is none
     */
    @Activate
    public ModelFolderWatch(
            @Reference ModelRepository repository,
            @Reference Deployments deployments,
            @Reference FleetMonitor fleet,
            BundleContext context,
            Config config)
            throws IOException {
        this.repository = repository;
        this.deployments = deployments;
        this.data = property(context, "hewn.data").orElse(Path.of("data"));
        this.startedWith = property(context, "hewn.model.folder").orElse(data.resolve("model-folder"));
        FolderSettings settings = settings(config);
        if (startedWith.startsWith(data)) {
            Files.createDirectories(startedWith);
        }
        this.scans = begin(settings);
        this.registration = fleet.listen(arrivals);
    }

    private static Optional<Path> property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private FolderSettings settings(Config config) {
        Path folder = config.folder().isBlank()
                ? startedWith
                : Path.of(config.folder().strip());
        Path kept = data.resolve("models").toAbsolutePath().normalize();
        if (folder.toAbsolutePath().normalize().startsWith(kept)) {
            throw new IllegalArgumentException("the model folder must not be '" + kept
                    + "', where the gateway itself keeps models, but is '" + folder + "'");
        }
        return new FolderSettings(
                folder,
                Duration.ofMillis(config.scanMillis()),
                Duration.ofMillis(config.settleMillis()),
                FolderSettings.policy(config.policy(), config.versions()));
    }

    /** Looks at everything anew, which lets alone what serves already. */
    @Modified
    void change(Config config) {
        FolderSettings settings = settings(config);
        scans.cancel(false);
        scans = begin(settings);
    }

    private Future<?> begin(FolderSettings settings) {
        if (Files.notExists(settings.folder())) {
            LOG.info("The model folder '{}' is not there yet; its models are deployed once it is", settings.folder());
        }
        AtomicReference<ModelFolder> folder = new AtomicReference<>();
        long period = settings.scanInterval().toNanos();
        return timer.scheduleWithFixedDelay(() -> scan(folder, settings), 0, period, TimeUnit.NANOSECONDS);
    }

    private ModelFolder open(FolderSettings settings) {
        FolderMemory memory = new FolderMemory(data.resolve("model-folder.properties"), settings.folder());
        return new ModelFolder(
                settings,
                repository,
                deployments,
                new FolderDeployments(repository, deployments, memory, arrivals::count),
                System::nanoTime,
                faults,
                notes);
    }

    private void scan(AtomicReference<ModelFolder> folder, FolderSettings settings) {
        try {
            if (folder.get() == null) {
                folder.set(open(settings)); // here, for the one before may still write down what it deployed
            }
            folder.get().scan();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) { // the next look must come
            LOG.error("The model folder could not be looked at", bug);
        }
    }

    /** What is wrong in the folder now: each place, and what is wrong with it and what to do. */
    SortedMap<Path, String> faults() {
        return faults.now();
    }

    /** What lies in the folder and is not deployed now though nothing is wrong: each place, why, and what to do. */
    SortedMap<Path, String> notes() {
        return notes.now();
    }

    /** Ends the watch; a look at the folder that is under way has a moment to end. What serves goes on serving. */
    @Deactivate
    public void close() {
        registration.close();
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The last look at the model folder takes long; it goes on beside the next one");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
