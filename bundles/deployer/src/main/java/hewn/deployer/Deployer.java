package hewn.deployer;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.deployment.Deployment;
import hewn.deployer.deployment.SharedParts;
import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.DeviceCommander;
import hewn.deployer.device.LifeSign;
import hewn.deployer.device.OwedReplies;
import hewn.deployer.generation.GenerationBoard;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.order.CanaryOrders;
import hewn.deployer.order.OrderCheck;
import hewn.deployer.order.Orders;
import hewn.deployer.order.WayBack;
import hewn.deployer.plan.LinkPatience;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.ProblemStatement;
import hewn.deployer.plan.RequestedModels;
import hewn.deployer.plan.SpareMemory;
import hewn.deployer.profile.ProfileCorrection;
import hewn.deployer.profile.ProfileShelf;
import hewn.deployer.profile.StageProfiler;
import hewn.deployer.repair.RepairMeans;
import hewn.deployer.review.PlacementReview;
import hewn.deployer.rollout.Needed;
import hewn.deployer.rollout.ReferenceRun;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutSettings;
import hewn.deployer.rollout.SliceShipping;
import hewn.deployer.rollout.SliceSweep;
import hewn.deployer.rollout.StageLoading;
import hewn.deployer.rollout.Verification;
import hewn.fleet.FleetMonitor;
import hewn.inference.ModelRepository;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Planner;
import hewn.wire.Topics;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * All that takes the models of a gateway from plan to serving, joined. What served when the gateway stopped is brought back
 * when it starts.
 */
final class Deployer implements AutoCloseable {
    private final GenerationBoard board = new GenerationBoard();
    private final Upkeep upkeep = new Upkeep();
    private final ExecutorService planning = Executors.newSingleThreadExecutor(new DaemonThreads("deployments-review"));
    private final ExecutorService deciding;
    private final Journal journal;
    private final SliceSweep sweep;
    private final StageProfiler profiler;
    private final DeployedModels deployed;
    private final Orders orders;
    private final CanaryOrders canaries;
    private final Queries queries;
    private final FleetMonitor.Registration registration;
    private volatile Tuning tuning;

    /**
     * Brings back what served.
     *
     * @param topics of the site
     * @param settings for how long things are waited for
     * @param journal tells what served
     * @param deciding finds out what is to be done for devices that are dead
     */
    Deployer(
            GatewayServices services,
            Topics topics,
            RolloutSettings settings,
            Tuning tuning,
            Journal journal,
            ExecutorService deciding) {
        ModelRepository repository = services.repository();
        FleetMonitor fleet = services.fleet();
        Planner planner = services.planner();
        PipelineSwitch pipelines = services.pipelines();
        this.tuning = tuning;
        this.journal = journal;
        this.deciding = deciding;
        LongSupplier nanoTime = System::nanoTime;
        CutOffDevices cutOff = new CutOffDevices(nanoTime);
        OwedReplies owed = new OwedReplies(fleet, settings.patience(), nanoTime);
        DeviceCommander devices = new DeviceCommander(services.channel(), topics, journal.identity(), owed);
        Generations generations = new Generations(journal, Clock.systemUTC(), board::post);
        this.sweep = new SliceSweep(
                repository,
                fleet,
                devices,
                () -> Needed.now(journal, board, generations, pipelines),
                settings.pruneLimit());
        Retirements retirements = new Retirements(pipelines, devices, settings, sweep::request);
        ProfileShelf profiles = new ProfileShelf(journal.besides("profiles.json"));
        this.profiler = new StageProfiler(repository, fleet, devices, profiles, settings.warmLimit());
        RequestedModels models = new RequestedModels(repository);
        ProblemStatement statement = new ProblemStatement(
                fleet, cutOff, planner, pipelines, profiles, new ProfileCorrection(services.metrics()));
        Placer placer = new Placer(models, statement, planner);
        Placer besides = new Placer(models, statement.on(new SpareMemory(fleet, board::all)), planner);
        SliceShipping shipping = new SliceShipping(repository, fleet, devices, settings);
        LinkPatience links = new LinkPatience(fleet, () -> this.tuning.linkPatience());
        ReferenceRun reference = new ReferenceRun(services.engine());
        StageLoading loading = new StageLoading(devices, pipelines, retirements, settings);
        Verification verification = new Verification(pipelines, cutOff, settings.verifyLimit());
        Function<Placer, Rollout> rollouts =
                placing -> new Rollout(placing, links, reference, sweep, shipping, loading, verification);
        PlacementReview review = new PlacementReview(
                placer, besides, planner, fleet, cutOff, () -> this.tuning.replanning(), Clock.systemUTC(), nanoTime);
        LifeSign lifeSign = new LifeSign(services.knock(), owed);
        this.deployed = new DeployedModels(new SharedParts(
                new SharedParts.Plans(models, placer, review, planning),
                new SharedParts.Rollouts(rollouts.apply(placer), rollouts.apply(besides), shipping, retirements),
                new SharedParts.Records(journal, generations, () -> this.tuning.retained()),
                new RepairMeans(cutOff, lifeSign, this::decide, settings.patience(), nanoTime),
                pipelines,
                settings));
        OrderCheck check = new OrderCheck(repository, models);
        WayBack wayBack = new WayBack(journal, repository);
        this.canaries = new CanaryOrders(check, pipelines, deployed);
        this.orders = new Orders(check, canaries, wayBack, generations, deployed, sweep::request);
        ActivitySign activity = new ActivitySign(services.channel(), topics);
        board.watch(new Aftermath(board, activity, sweep, pipelines, profiler));
        this.queries = new Queries(board, deployed, wayBack, placer, restore());
        activity.show(board.all());
        this.registration = fleet.listen(new FleetEvents(deployed, owed, cutOff, sweep));
        upkeep.begin(() -> lookAtAll(owed));
    }

    /** Begins to bring back what the journal tells of; completes when clients are told of all. */
    private CompletableFuture<Void> restore() {
        CompletableFuture<Void> restored = CompletableFuture.allOf(journal.entries().stream()
                .map(entry -> deployed.of(entry.toRequest(), entry.generation()).resume(entry))
                .toArray(CompletableFuture[]::new));
        journal.canaries()
                .forEach(entry -> deployed.find(entry.model())
                        .ifPresent(deployment -> deployment.canary().resume(entry)));
        return restored;
    }

    private void lookAtAll(OwedReplies owed) {
        upkeep.lookAt("What devices owe", owed::tick);
        deployed.forEachModel((model, deployment) -> upkeep.lookAt(named(model), deployment::tick));
    }

    private void decide(String model, Runnable decision) {
        deciding.execute(() -> upkeep.lookAt(named(model), decision));
    }

    private static String named(String model) {
        return "Model '" + model + "'";
    }

    Orders orders() {
        return orders;
    }

    CanaryOrders canaries() {
        return canaries;
    }

    Queries queries() {
        return queries;
    }

    /** What is remembered already is forgotten with the next generation of its model. */
    void tune(Tuning changed) {
        tuning = changed;
    }

    /** Stops rollouts. What serves on the devices stays there. */
    @Override
    public void close() {
        journal.close(); // what is still on its way must not undo what the next deployer decides
        registration.close();
        upkeep.close();
        planning.shutdownNow();
        sweep.close();
        profiler.close();
        deployed.forEach(Deployment::close);
        deciding.shutdownNow(); // last: nobody decides anything any more
    }
}
