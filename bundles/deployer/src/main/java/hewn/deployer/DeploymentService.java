package hewn.deployer;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.PlacementProblem;
import hewn.placement.Planner;
import hewn.tensor.Digest;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayLaunch;
import hewn.wire.MetricsBoard;
import hewn.wire.TensorTransport;
import hewn.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The deployments of a gateway. What served when the gateway stopped is brought back when it starts.
 *
 * <p>The journal is kept in the data folder of the {@link GatewayLaunch}, which names the site, too, and the URL where devices
 * pull slices.
 */
@Component(service = Deployments.class, configurationPid = "hewn.deployer", immediate = true)
@Designate(ocd = DeploymentService.Config.class)
public final class DeploymentService implements Deployments, FleetListener {
    /** What can be configured. */
    @ObjectClassDefinition(name = "Hewn deployer", description = "Takes models from plan to serving")
    public @interface Config {
        /**
         * How far one can go back without shipping anything.
         *
         * @return a number of generations of each model
         */
        @AttributeDefinition(
                name = "Retained generations",
                description = "Of how many former generations of each model the devices keep the slices, so that a"
                        + " return to one ships nothing; all other slices are deleted")
        int retainedGenerations() default 1;

        /**
         * How long a new deployment waits for measurements.
         *
         * @return in seconds
         */
        @AttributeDefinition(
                name = "Wait for links (s)",
                description = "How long a new deployment waits at most while links between devices that it may use are"
                        + " not measured yet; 0 if it is to go by assumptions at once. Repairs never wait")
        int linkPatienceSeconds() default 10;
    }

    private final ModelRepository repository;
    private final PipelineSwitch pipelines;
    private final Knock knock;
    private final RolloutSettings settings;
    private final Journal journal;
    private final ReferenceRun reference;
    private final Rollout rollout;
    private final Retirements retirements;
    private final SliceSweep sweep;
    private final StageProfiler profiler;
    private final Generations generations;
    private final GenerationBoard board = new GenerationBoard();
    private final ActivitySign activity;
    private final Map<String, Deployment> byModel = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker;
    private final CompletableFuture<Void> restored;
    private volatile int retained;
    private volatile Duration linkPatience;
    private final FleetMonitor.Registration registration;

    /**
     * Brings back what served, as a service of the gateway.
     *
     * @param repository has the models
     * @param fleet knows the devices
     * @param metrics knows what their stages take
     * @param planner decides where slices go
     * @param pipelines decides where requests go
     * @param channel reaches the devices
     * @param transport tells whether a device that the broker takes for gone answers
     * @param engine runs whole models; isolated, for models are programs
     * @param context has the framework properties
     * @param config what can be configured
     * @throws IOException if the journal can't be read
     */
    @Activate
    public DeploymentService(
            @Reference ModelRepository repository,
            @Reference FleetMonitor fleet,
            @Reference MetricsBoard metrics,
            @Reference Planner planner,
            @Reference PipelineSwitch pipelines,
            @Reference ControlChannel channel,
            @Reference TensorTransport transport,
            @Reference InferenceEngine engine,
            BundleContext context,
            Config config)
            throws IOException {
        this(
                repository,
                fleet,
                metrics,
                planner,
                pipelines,
                channel,
                new TensorKnock(transport),
                engine,
                GatewayLaunch.of(context::getProperty),
                config);
    }

    private DeploymentService(
            ModelRepository repository,
            FleetMonitor fleet,
            MetricsBoard metrics,
            Planner planner,
            PipelineSwitch pipelines,
            ControlChannel channel,
            Knock knock,
            InferenceEngine engine,
            GatewayLaunch launch,
            Config config)
            throws IOException {
        this(
                repository,
                fleet,
                metrics,
                planner,
                pipelines,
                channel,
                knock,
                launch.topics(),
                engine,
                RolloutSettings.at(launch.http()),
                config.retainedGenerations(),
                Duration.ofSeconds(config.linkPatienceSeconds()),
                new Journal(launch.data().resolve("deployments.json"), Clock.systemUTC()));
    }

    DeploymentService(
            ModelRepository repository,
            FleetMonitor fleet,
            MetricsBoard metrics,
            Planner planner,
            PipelineSwitch pipelines,
            ControlChannel channel,
            Knock knock,
            Topics topics,
            InferenceEngine engine,
            RolloutSettings settings,
            int retained,
            Duration linkPatience,
            Journal journal) {
        this.repository = repository;
        this.pipelines = pipelines;
        this.knock = knock;
        this.settings = settings;
        retain(retained);
        this.linkPatience = linkPatience;
        this.journal = journal;
        this.reference = new ReferenceRun(engine, settings.verifyLimit());
        DeviceCommander devices = new DeviceCommander(channel, topics, journal.identity());
        this.sweep = new SliceSweep(fleet, devices, this::neededSlices, settings.pruneLimit());
        this.retirements = new Retirements(pipelines, devices, settings, sweep::request);
        ProfileShelf profiles = new ProfileShelf(journal.besides("profiles.json"));
        this.profiler = new StageProfiler(repository, fleet, devices, profiles, settings.warmLimit());
        this.rollout = new Rollout(
                repository,
                fleet,
                planner,
                pipelines,
                devices,
                reference,
                retirements,
                sweep,
                new ProblemStatement(fleet, planner, pipelines, profiles, new ProfileCorrection(metrics)),
                settings,
                new LinkPatience(fleet, () -> this.linkPatience));
        this.activity = new ActivitySign(channel, topics);
        this.generations = new Generations(journal, Clock.systemUTC(), board::post);
        board.watch(this::afterChange);
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deployments-repair");
            thread.setDaemon(true);
            return thread;
        });
        this.restored = CompletableFuture.allOf(journal.entries().stream()
                .map(entry -> deployment(entry.toRequest()).resume(entry))
                .toArray(CompletableFuture[]::new));
        activity.show(board.all());
        this.registration = fleet.listen(this);
        ticker.scheduleWithFixedDelay(this::tick, 0, 250, TimeUnit.MILLISECONDS);
    }

    /** What is remembered already is forgotten with the next generation of its model. */
    @Modified
    void change(Config config) {
        retain(config.retainedGenerations());
        linkPatience = Duration.ofSeconds(config.linkPatienceSeconds());
    }

    private void retain(int generationsOfEachModel) {
        if (generationsOfEachModel < 0) {
            throw new IllegalArgumentException(
                    "retainedGenerations must not be negative, but is " + generationsOfEachModel);
        }
        retained = generationsOfEachModel;
    }

    private void afterChange(GenerationStatus change) {
        activity.show(board.all());
        if (change.state() == GenerationState.SERVING) {
            sweep.request();
            pipelines.serving(change.model().name()).ifPresent(profiler::measure);
        }
    }

    /** What runs or is on its way, and what the journal keeps for a return. */
    private Set<Digest> neededSlices() {
        Stream<Digest> alive = board.all().stream()
                .filter(generation -> !generation.state().isEnded())
                .flatMap(generation -> generation.stages().stream())
                .map(stage -> stage.slice().digest());
        Stream<Digest> kept = journal.entries().stream().flatMap(JournalEntry::neededSlices);
        return Stream.concat(alive, kept).collect(Collectors.toSet());
    }

    private void tick() {
        byModel.values().forEach(Deployment::tick);
    }

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        requireSignature(request);
        requireExits(request);
        GenerationRecord generation = generations.begin(request.model());
        deployment(request).order(request, generation);
        return generation.status();
    }

    @Override
    public PlacementProblem problem(DeploymentRequest request) throws ModelException {
        try {
            return rollout.problem(request);
        } catch (RolloutException failure) {
            throw refused(request, failure);
        }
    }

    private void requireExits(DeploymentRequest request) throws ModelException {
        try {
            rollout.requireExits(request);
        } catch (RolloutException failure) {
            throw refused(request, failure);
        }
    }

    private static ModelException refused(DeploymentRequest request, RolloutException failure) {
        return new ModelException(
                request.model().toString(),
                failure.getMessage(),
                failure.failure().remedy(),
                failure);
    }

    private void requireSignature(DeploymentRequest request) throws ModelException {
        StoredModel model = repository
                .find(request.model())
                .orElseThrow(() -> new ModelException(
                        request.model().toString(), "is not in the repository", "hand the model in first"));
        List<String> names =
                model.source().signatures().stream().map(Signature::name).toList();
        if (!names.contains(request.signature())) {
            throw new ModelException(
                    request.model().toString(),
                    "has no signature '" + request.signature() + "'",
                    "choose one of " + names);
        }
    }

    private Deployment deployment(DeploymentRequest request) {
        return byModel.computeIfAbsent(
                request.model().name(),
                name -> new Deployment(
                        request,
                        rollout,
                        retirements,
                        pipelines,
                        journal,
                        settings,
                        generations,
                        () -> retained,
                        knock));
    }

    @Override
    public boolean undeploy(String model) {
        Deployment ended = byModel.remove(model);
        if (ended == null) {
            return false;
        }
        ended.close(); // from here on it writes nothing to the journal
        try {
            journal.remove(model);
        } catch (IOException failure) {
            throw new UncheckedIOException("the deployment journal can't be written", failure);
        } finally {
            ended.retireAll().join();
            sweep.request();
        }
        return true;
    }

    @Override
    public boolean isRestored() {
        return restored.isDone();
    }

    @Override
    public List<GenerationStatus> generations() {
        return board.all();
    }

    @Override
    public Optional<GenerationStatus> generation(long number) {
        return board.find(number);
    }

    @Override
    public Watch watch(Consumer<GenerationStatus> listener) {
        return board.watch(listener);
    }

    @Override
    public void deviceOnline(Device device, boolean newSession) {
        byModel.values().forEach(deployment -> deployment.deviceOnline(device.id(), newSession));
        sweep.request();
    }

    @Override
    public void deviceOffline(DeviceId device) {
        sweep.endWait();
        byModel.values().forEach(deployment -> deployment.deviceOffline(device));
    }

    /** Stops rollouts. What serves on the devices stays there. */
    @Deactivate
    public void close() {
        registration.close();
        ticker.shutdownNow();
        sweep.close();
        profiler.close();
        byModel.values().forEach(Deployment::close);
    }
}
