package hewn.deployer;

import hewn.deployer.device.TensorKnock;
import hewn.deployer.journal.Journal;
import hewn.deployer.rollout.RolloutSettings;
import hewn.fleet.FleetMonitor;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Canaries;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.PlacementProblem;
import hewn.placement.Planner;
import hewn.wire.ControlChannel;
import hewn.wire.GatewayLaunch;
import hewn.wire.MetricsBoard;
import hewn.wire.TensorTransport;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The deployments of a gateway, as its other services know them: a service of the gateway, with its configuration.
 *
 * <p>The journal is kept in the data folder of the {@link GatewayLaunch}, which names the site, too, and the URL where devices
 * pull slices.
 */
@Component(
        service = {Deployments.class, Canaries.class},
        configurationPid = "hewn.deployer",
        immediate = true)
@Designate(ocd = DeployerConfig.class)
public final class DeploymentService implements Deployments, Canaries {
    /** How many decisions on dead devices are made at a time: many may die at once, when cores are needed most. */
    private static final int DECIDING = 2;

    private final Deployer deployer;

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
                new GatewayServices(
                        repository, fleet, metrics, planner, pipelines, channel, new TensorKnock(transport), engine),
                GatewayLaunch.of(context::getProperty),
                Tuning.of(config));
    }

    private DeploymentService(GatewayServices services, GatewayLaunch launch, Tuning tuning) throws IOException {
        this(new Deployer(
                services,
                launch.topics(),
                RolloutSettings.at(launch.http()),
                tuning,
                new Journal(launch.data().resolve("deployments.json"), Clock.systemUTC()),
                Executors.newFixedThreadPool(DECIDING, new DaemonThreads("deployments-decision"))));
    }

    DeploymentService(Deployer deployer) {
        this.deployer = deployer;
    }

    @Modified
    void change(DeployerConfig config) {
        deployer.tune(Tuning.of(config));
    }

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        return deployer.orders().deploy(request);
    }

    @Override
    public Optional<GenerationStatus> rollback(String model) throws ModelException {
        return deployer.orders().rollback(model);
    }

    @Override
    public Optional<GenerationStatus> rollback(String model, long replaced) throws ModelException {
        return deployer.orders().rollback(model, replaced);
    }

    @Override
    public boolean undeploy(String model) {
        return deployer.orders().undeploy(model);
    }

    @Override
    public GenerationStatus tryOut(DeploymentRequest request, CanaryTerms terms) throws ModelException {
        return deployer.canaries().tryOut(request, terms);
    }

    @Override
    public GenerationStatus promote(String model) throws ModelException {
        return deployer.canaries().promote(model);
    }

    @Override
    public GenerationStatus endCanary(String model) throws ModelException {
        return deployer.canaries().endCanary(model);
    }

    @Override
    public boolean hasCanary(String model) {
        return deployer.canaries().hasCanary(model);
    }

    @Override
    public PlacementProblem problem(DeploymentRequest request) throws ModelException {
        return deployer.queries().problem(request);
    }

    @Override
    public OptionalLong wantedSince(String model) {
        return deployer.queries().wantedSince(model);
    }

    @Override
    public Optional<ModelId> former(String model) {
        return deployer.queries().former(model);
    }

    @Override
    public Optional<Order> lastOrder(String model) {
        return deployer.queries().lastOrder(model);
    }

    @Override
    public boolean isRestored() {
        return deployer.queries().isRestored();
    }

    @Override
    public List<GenerationStatus> generations() {
        return deployer.queries().generations();
    }

    @Override
    public Optional<GenerationStatus> generation(long number) {
        return deployer.queries().generation(number);
    }

    @Override
    public Watch watch(Consumer<GenerationStatus> listener) {
        return deployer.queries().watch(listener);
    }

    /** Stops rollouts. What serves on the devices stays there. */
    @Deactivate
    public void close() {
        deployer.close();
    }
}
