package hewn.deployer;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The deployments of a gateway. What served when the gateway stopped is brought back when it starts.
 *
 * <p>Framework properties: {@code hewn.data}, where the journal is kept; {@code hewn.site}; {@code hewn.http.port} and
 * {@code hewn.host} (else {@code hewn.http.host}), where devices pull slices.
 */
@Component(service = Deployments.class)
public final class DeploymentService implements Deployments, FleetListener {
    private final ModelRepository repository;
    private final PipelineSwitch pipelines;
    private final RolloutSettings settings;
    private final Journal journal;
    private final ReferenceRun reference;
    private final Rollout rollout;
    private final Clock clock = Clock.systemUTC();
    private final GenerationBoard board = new GenerationBoard();
    private final Map<String, Deployment> byModel = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker;
    private final FleetMonitor.Registration registration;

    /**
     * Brings back what served, as a service of the gateway.
     *
     * @param repository has the models
     * @param fleet knows the devices
     * @param planner decides where slices go
     * @param pipelines decides where requests go
     * @param channel reaches the devices
     * @param engine runs whole models; isolated, for models are programs
     * @param context has the framework properties
     * @throws IOException if the journal can't be read
     */
    @Activate
    public DeploymentService(
            @Reference ModelRepository repository,
            @Reference FleetMonitor fleet,
            @Reference Planner planner,
            @Reference PipelineSwitch pipelines,
            @Reference ControlChannel channel,
            @Reference InferenceEngine engine,
            BundleContext context)
            throws IOException {
        this(
                repository,
                fleet,
                planner,
                pipelines,
                new DeviceCommander(channel, new Topics(property(context, "hewn.site", "default"))),
                engine,
                RolloutSettings.at(gateway(context)),
                new Journal(Path.of(property(context, "hewn.data", "data"), "deployments.json")));
    }

    DeploymentService(
            ModelRepository repository,
            FleetMonitor fleet,
            Planner planner,
            PipelineSwitch pipelines,
            DeviceCommander devices,
            InferenceEngine engine,
            RolloutSettings settings,
            Journal journal) {
        this.repository = repository;
        this.pipelines = pipelines;
        this.settings = settings;
        this.journal = journal;
        this.reference = new ReferenceRun(engine, settings.verifyLimit());
        this.rollout = new Rollout(repository, fleet, planner, pipelines, devices, reference, settings);
        this.ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deployments-repair");
            thread.setDaemon(true);
            return thread;
        });
        journal.entries().forEach(entry -> deployment(entry.toRequest()).restore(entry));
        this.registration = fleet.listen(this);
        ticker.scheduleWithFixedDelay(this::tick, 0, 250, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        byModel.values().forEach(Deployment::tick);
    }

    private static URI gateway(BundleContext context) {
        String host = property(context, "hewn.host", property(context, "hewn.http.host", "127.0.0.1"));
        return URI.create("http://" + host + ":" + property(context, "hewn.http.port", "8080"));
    }

    private static String property(BundleContext context, String name, String absent) {
        return Optional.ofNullable(context.getProperty(name))
                .filter(value -> !value.isBlank())
                .orElse(absent);
    }

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        requireSignature(request);
        GenerationRecord generation = nextGeneration(request.model());
        deployment(request).order(request, generation);
        return generation.status();
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
                name -> new Deployment(request, rollout, pipelines, journal, settings, this::nextGeneration));
    }

    private GenerationRecord nextGeneration(ModelId model) {
        try {
            return new GenerationRecord(journal.nextGeneration(), model, clock, board::post);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the deployment journal can't be written; see that the gateway's data folder is writable and has"
                            + " free space",
                    failure);
        }
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
            ended.retireAll();
        }
        return true;
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
    }

    @Override
    public void deviceOffline(DeviceId device) {
        byModel.values().forEach(deployment -> deployment.deviceOffline(device));
    }

    /** Stops rollouts. What serves on the devices stays there. */
    @Deactivate
    public void close() {
        registration.close();
        ticker.shutdownNow();
        byModel.values().forEach(Deployment::close);
    }
}
