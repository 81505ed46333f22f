package hewn.deployer;

import hewn.deployer.canary.Trials;
import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.DeviceCommander;
import hewn.deployer.device.Knock;
import hewn.deployer.device.LifeSign;
import hewn.deployer.device.OwedReplies;
import hewn.deployer.device.TensorKnock;
import hewn.deployer.generation.GenerationBoard;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.journal.CanaryEntry;
import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.plan.LinkPatience;
import hewn.deployer.plan.ProblemStatement;
import hewn.deployer.plan.Proposal;
import hewn.deployer.plan.SpareMemory;
import hewn.deployer.profile.ProfileCorrection;
import hewn.deployer.profile.ProfileShelf;
import hewn.deployer.profile.StageProfiler;
import hewn.deployer.review.PlacementReview;
import hewn.deployer.review.ReplanSettings;
import hewn.deployer.rollout.Needed;
import hewn.deployer.rollout.ReferenceRun;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutSettings;
import hewn.deployer.rollout.SliceSweep;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Canaries;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.PlacementProblem;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayLaunch;
import hewn.wire.MetricsBoard;
import hewn.wire.TensorTransport;
import hewn.wire.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployments of a gateway. What served when the gateway stopped is brought back when it starts.
 *
 * <p>The journal is kept in the data folder of the {@link GatewayLaunch}, which names the site, too, and the URL where devices
 * pull slices.
 */
@Component(
        service = {Deployments.class, Canaries.class},
        configurationPid = "hewn.deployer",
        immediate = true)
@Designate(ocd = DeployerConfig.class)
public final class DeploymentService implements Deployments, Canaries, FleetListener {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentService.class);

    /** How many decisions on dead devices are made at a time: many may die at once, when cores are needed most. */
    private static final int DECIDING = 2;

    private final PipelineSwitch pipelines;
    private final CutOffDevices cutOff = new CutOffDevices(System::nanoTime);
    private final Knock knock;
    private final RolloutSettings settings;
    private final Journal journal;
    private final WayBack wayBack;
    private final ReferenceRun reference;
    private final Rollout rollout;
    private final Rollout besides;
    private final OrderCheck orders;
    private final CanaryOrders canaries;
    private final OwedReplies owed;
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
    private volatile ReplanSettings replanning;
    private final PlacementReview review;
    private final ExecutorService planning;
    private final ExecutorService deciding;
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
            DeployerConfig config)
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
            DeployerConfig config)
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
                replanning(config),
                new Journal(launch.data().resolve("deployments.json"), Clock.systemUTC()),
                Executors.newFixedThreadPool(DECIDING, task -> daemon(task, "deployments-decision")));
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
            ReplanSettings replanning,
            Journal journal,
            ExecutorService deciding) {
        this.pipelines = pipelines;
        this.knock = knock;
        this.settings = settings;
        retain(retained);
        this.linkPatience = linkPatience;
        this.replanning = replanning;
        this.journal = journal;
        this.wayBack = new WayBack(journal, repository);
        this.reference = new ReferenceRun(engine, settings.verifyLimit());
        this.owed = new OwedReplies(fleet, settings.patience(), System::nanoTime);
        DeviceCommander devices = new DeviceCommander(channel, topics, journal.identity(), owed);
        this.generations = new Generations(journal, Clock.systemUTC(), board::post);
        this.sweep = new SliceSweep(
                repository,
                fleet,
                devices,
                () -> Needed.now(journal, board, generations, pipelines),
                settings.pruneLimit());
        this.retirements = new Retirements(pipelines, devices, settings, sweep::request);
        ProfileShelf profiles = new ProfileShelf(journal.besides("profiles.json"));
        this.profiler = new StageProfiler(repository, fleet, devices, profiles, settings.warmLimit());
        ProblemStatement statement =
                new ProblemStatement(fleet, cutOff, planner, pipelines, profiles, new ProfileCorrection(metrics));
        Function<ProblemStatement, Rollout> rollouts = stated -> new Rollout(
                repository,
                fleet,
                planner,
                pipelines,
                devices,
                reference,
                retirements,
                sweep,
                stated,
                settings,
                new LinkPatience(fleet, () -> this.linkPatience));
        this.rollout = rollouts.apply(statement);
        this.besides = rollouts.apply(statement.on(new SpareMemory(fleet, board::all)));
        this.orders = new OrderCheck(repository, rollout);
        this.canaries = new CanaryOrders(orders, pipelines, model -> Optional.ofNullable(byModel.get(model)));
        this.review = new PlacementReview(
                rollout, besides, planner, fleet, cutOff, () -> this.replanning, Clock.systemUTC(), System::nanoTime);
        this.activity = new ActivitySign(channel, topics);
        board.watch(this::afterChange);
        this.planning = Executors.newSingleThreadExecutor(task -> daemon(task, "deployments-review"));
        this.deciding = deciding;
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "deployments-repair"));
        this.restored = CompletableFuture.allOf(journal.entries().stream()
                .map(entry -> deployment(entry.toRequest()).resume(entry))
                .toArray(CompletableFuture[]::new));
        journal.canaries().forEach(this::resume);
        activity.show(board.all());
        this.registration = fleet.listen(this);
        ticker.scheduleWithFixedDelay(this::tick, 0, 250, TimeUnit.MILLISECONDS);
    }

    private void resume(CanaryEntry entry) {
        Optional.ofNullable(byModel.get(entry.model()))
                .ifPresent(deployment -> deployment.canary().resume(entry));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What is remembered already is forgotten with the next generation of its model. */
    @Modified
    void change(DeployerConfig config) {
        retain(config.retainedGenerations());
        linkPatience = Duration.ofSeconds(config.linkPatienceSeconds());
        replanning = replanning(config);
    }

    private static ReplanSettings replanning(DeployerConfig config) {
        return new ReplanSettings(
                config.replan(),
                config.replanGainPercent() / 100.0,
                Duration.ofSeconds(config.replanPayBackSeconds()),
                ReplanSettings.SETTLE,
                Duration.ofSeconds(config.replanPauseSeconds()));
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
        if (change.state().isEnded()) {
            sweep.request(); // devices may not have heard that it is to be unloaded
        } else if (change.state() == GenerationState.SERVING) {
            sweep.request();
            pipelines.serving(change.model().name()).ifPresent(profiler::measure);
        }
    }

    private void tick() {
        lookAt("What devices owe", owed::tick);
        byModel.forEach((model, deployment) -> lookAt("Model '" + model + "'", deployment::tick));
    }

    /** What goes wrong with one deployment is not to end the repairs of any. */
    private void lookAt(String what, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException bug) {
            if (!ticker.isShutdown()) {
                LOG.error("{} is looked at again later", what, bug);
            }
        }
    }

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        orders.require(request);
        GenerationRecord generation = generations.begin(request.model());
        deployment(request).order(request, generation, Proposal.NONE);
        return generation.status();
    }

    @Override
    public Optional<GenerationStatus> rollback(String model) throws ModelException {
        synchronized (wayBack) { // of two at once, one is first
            canaries.requireNone(model);
            Optional<Deployment> deployment = Optional.ofNullable(byModel.get(model));
            return deployment.isPresent() ? Optional.of(rollback(model, deployment.get())) : Optional.empty();
        }
    }

    @Override
    public Optional<GenerationStatus> rollback(String model, long replaced) throws ModelException {
        synchronized (wayBack) {
            wayBack.requireServes(model, replaced);
            return rollback(model);
        }
    }

    private GenerationStatus rollback(String model, Deployment deployment) throws ModelException {
        OptionalLong ordered = deployment.ordered();
        if (ordered.isPresent()) {
            throw new ModelException(
                    model,
                    "has generation " + ordered.getAsLong() + " on its way, so what came before is not settled",
                    "wait until it serves or has failed, then roll back; 'hewn status' tells");
        }
        JournalEntry former = wayBack.require(model);
        DeploymentRequest request = former.toRequest();
        orders.require(request);
        GenerationRecord generation = generations.begin(request.model());
        deployment.order(request, generation, Proposal.again(former.toStages()));
        return generation.status();
    }

    @Override
    public GenerationStatus tryOut(DeploymentRequest request, CanaryTerms terms) throws ModelException {
        return canaries.tryOut(request, terms);
    }

    @Override
    public GenerationStatus promote(String model) throws ModelException {
        return canaries.promote(model);
    }

    @Override
    public GenerationStatus endCanary(String model) throws ModelException {
        return canaries.endCanary(model);
    }

    @Override
    public boolean hasCanary(String model) {
        return canaries.hasCanary(model);
    }

    @Override
    public Optional<ModelId> former(String model) {
        return wayBack.version(model);
    }

    @Override
    public Optional<Order> lastOrder(String model) {
        return Optional.ofNullable(byModel.get(model)).flatMap(Deployment::lastOrder);
    }

    @Override
    public PlacementProblem problem(DeploymentRequest request) throws ModelException {
        try {
            return rollout.problem(request);
        } catch (RolloutException failure) {
            throw OrderCheck.refused(request, failure);
        }
    }

    private Deployment deployment(DeploymentRequest request) {
        return byModel.computeIfAbsent(
                request.model().name(),
                name -> new Deployment(
                        request,
                        rollout,
                        besides,
                        retirements,
                        pipelines,
                        cutOff,
                        journal,
                        settings,
                        generations,
                        new Trials(() -> byModel.values().stream()
                                .map(Deployment::canary)
                                .toList()),
                        () -> retained,
                        review,
                        planning,
                        decision -> deciding.execute(() -> lookAt("Model '" + name + "'", decision)),
                        new LifeSign(knock, owed)));
    }

    @Override
    public boolean undeploy(String model) {
        Deployment ended = byModel.get(model);
        try {
            if (ended == null || !ended.end()) {
                return false;
            }
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
        byModel.remove(model, ended);
        ended.retireAll().join();
        sweep.request();
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
        Runnable tellWhoWaits = newSession ? restarted(device.id()) : () -> {};
        byModel.values().forEach(deployment -> deployment.deviceOnline(device.id(), newSession));
        tellWhoWaits.run(); // last: a rollout that begins again must not be taken for what the former process served
        sweep.request();
    }

    private Runnable restarted(DeviceId device) {
        byModel.values().forEach(deployment -> deployment.deviceRestarted(device));
        cutOff.restarted(device);
        return owed.restarted(device);
    }

    @Override
    public void deviceOffline(DeviceId device, boolean stopped) {
        sweep.endWait();
        byModel.values().forEach(deployment -> deployment.deviceOffline(device, stopped));
        if (stopped) {
            byModel.values().forEach(deployment -> deployment.deviceRestarted(device)); // holds nothing any more
            owed.died(device); // last: deployments know by then why a reply does not come
        }
    }

    /** Stops rollouts. What serves on the devices stays there. */
    @Deactivate
    public void close() {
        journal.close(); // what is still on its way must not undo what the next deployer decides
        registration.close();
        ticker.shutdownNow();
        planning.shutdownNow();
        sweep.close();
        profiler.close();
        byModel.values().forEach(Deployment::close);
        deciding.shutdownNow(); // last: nobody decides anything any more
    }
}
