package hewn.deployer.rollout;

import hewn.deployer.device.DeviceCommander;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.AbsentDevices;
import hewn.deployer.plan.LinkPatience;
import hewn.deployer.plan.ProblemStatement;
import hewn.deployer.plan.Proposal;
import hewn.deployer.plan.StandIn;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerGraph;
import hewn.graph.StatedExit;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Infeasible;
import hewn.placement.Placement;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import hewn.tensor.TensorSpec;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one generation from its plan to the moment before it serves. It changes nothing of what serves now.
 */
public final class Rollout {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

    /** A device's word for having no room beside what is loaded. */
    public static final String MEMORY_EXCEEDED = "MEMORY_EXCEEDED";

    private final ModelRepository repository;
    private final FleetMonitor fleet;
    private final Planner planner;
    private final ProblemStatement statement;
    private final PipelineSwitch pipelines;
    private final DeviceCommander devices;
    private final ReferenceRun reference;
    private final Verification verification;
    private final Retirements retirements;
    private final SliceSweep sweep;
    private final RolloutSettings settings;
    private final LinkPatience links;

    /** What serves, by name: the repository may forget what it has read, but a repair is not to read and run it again. */
    private final Map<String, StoredModel> held = new ConcurrentHashMap<>();

    /**
     * Rollouts of any models.
     *
     * @param repository has the models
     * @param fleet knows the devices
     * @param planner decides where slices go
     * @param pipelines decides where requests go
     * @param devices reaches the devices
     * @param reference runs whole models
     * @param retirements tells what still takes memory
     * @param sweep is kept off while slices are on their way
     * @param statement states what has to be placed
     * @param settings for how long things are waited for
     * @param links are waited for
     */
    public Rollout(
            ModelRepository repository,
            FleetMonitor fleet,
            Planner planner,
            PipelineSwitch pipelines,
            DeviceCommander devices,
            ReferenceRun reference,
            Retirements retirements,
            SliceSweep sweep,
            ProblemStatement statement,
            RolloutSettings settings,
            LinkPatience links) {
        this.repository = repository;
        this.fleet = fleet;
        this.planner = planner;
        this.statement = statement;
        this.pipelines = pipelines;
        this.devices = devices;
        this.reference = reference;
        this.verification = new Verification(pipelines, statement.cutOff());
        this.retirements = retirements;
        this.sweep = sweep;
        this.settings = settings;
        this.links = links;
    }

    /**
     * Runs every step up to a verified pipeline.
     *
     * @param generation is told of every step
     * @param request what is wanted
     * @param proposal where it is to run; another plan is made if it is not possible. A new order without one waits a
     *     while for links that were not measured yet
     * @return a pipeline that answers as the whole model does
     * @throws RolloutException if it can't be brought to serve
     * @throws InterruptedException if this thread is interrupted, as when the deployment ends
     */
    public Pipeline run(GenerationRecord generation, DeploymentRequest request, Proposal proposal)
            throws RolloutException, InterruptedException {
        StoredModel model = model(request);
        Signature signature = signature(model, request.signature());
        generation.progress("running the whole model on sample inputs");
        ReferenceRun.Sample sample = reference.of(model, signature, request.strict());
        if (proposal.stages().isEmpty()) {
            links.await(generation, request.constraints());
        }
        Placement placement = place(generation, request, model, proposal);
        Pipeline pipeline = bring(generation, request, new Target(model, signature, placement));
        generation.enter(GenerationState.WARMING, "running each slice on sample inputs");
        warm(pipeline);
        generation.enter(GenerationState.VERIFYING, "comparing with the whole model");
        double difference = verification.verify(pipeline, sample, request.strict(), settings.verifyLimit());
        generation.progress("verified: differs from the whole model by at most " + difference);
        held.put(request.model().name(), model);
        return pipeline;
    }

    private static String slices(int count) {
        return count == 1 ? "1 slice" : count + " slices";
    }

    /**
     * A model is not wanted any more.
     *
     * @param model the name of the model
     */
    public void forget(String model) {
        held.remove(model);
    }

    /** What goes where. */
    private record Target(StoredModel model, Signature signature, Placement placement) {}

    /** Cuts, ships and loads; meanwhile nothing is swept away on the devices. */
    private Pipeline bring(GenerationRecord generation, DeploymentRequest request, Target target)
            throws RolloutException, InterruptedException {
        Lock shipping = sweep.shipping();
        shipping.lockInterruptibly();
        try {
            generation.progress("cutting " + slices(target.placement().stages().size()));
            List<PipelineStage> stages = cut(request, target.model(), target.placement());
            generation.cut(stages);
            ship(generation, stages);
            Pipeline pipeline = new Pipeline(generation.number(), target.model().id(), target.signature(), stages);
            load(generation, pipeline, target.placement().prediction().stageMemoryBytes(), request.strict());
            return pipeline;
        } finally {
            shipping.unlock();
        }
    }

    private void warm(Pipeline pipeline) throws RolloutException, InterruptedException {
        devices.askAll(
                pipeline.stages(),
                (i, s) -> new DeviceCommand.WarmStage(pipeline.generation(), i),
                settings.warmLimit());
    }

    /**
     * Makes sure that the devices still hold what serves, after nobody has watched over them for a moment.
     *
     * @param pipeline what runs
     * @param request what is wanted
     * @param places where it runs
     * @return where it runs, if that is still a valid placement
     * @throws RolloutException if a device does not hold it any more
     * @throws InterruptedException if this thread is interrupted
     */
    public Optional<Placement> check(Pipeline pipeline, DeploymentRequest request, List<Stage> places)
            throws RolloutException, InterruptedException {
        warm(pipeline);
        return Proposal.again(places)
                .placement(problem(request, model(request).source().layers(request.signature())));
    }

    /**
     * What clients are told of a model that will be served again, if it is still there.
     *
     * @param generation that is to serve it
     * @param request what is wanted
     * @return it; empty if the model is gone
     */
    public Optional<Served> expected(GenerationRecord generation, DeploymentRequest request) {
        try {
            Signature signature = signature(model(request), request.signature());
            return Optional.of(new Served(request.model(), signature, generation.number(), false));
        } catch (RolloutException gone) {
            generation.progress(gone.getMessage()); // its rollout will say so, too
            return Optional.empty();
        }
    }

    private StoredModel model(DeploymentRequest request) throws RolloutException {
        try {
            return repository
                    .find(request.model())
                    .orElseThrow(() -> new RolloutException(
                            FailureCode.MODEL_MISSING,
                            "model " + request.model() + " is not in the repository",
                            "hand it in with 'hewn deploy PATH --model NAME'"));
        } catch (ModelException damaged) {
            throw new RolloutException(FailureCode.MODEL_DAMAGED, damaged.getMessage(), damaged.remedy(), damaged);
        }
    }

    private static Signature signature(StoredModel model, String name) throws RolloutException {
        List<Signature> signatures = model.source().signatures();
        return signatures.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RolloutException(
                        FailureCode.SIGNATURE_MISSING,
                        "model " + model.id() + " has no signature '" + name + "'",
                        "choose one of "
                                + signatures.stream().map(Signature::name).toList()));
    }

    private Placement place(
            GenerationRecord generation, DeploymentRequest request, StoredModel model, Proposal proposal)
            throws RolloutException {
        LayerGraph graph = model.source().layers(request.signature());
        try {
            return place(generation, request, proposal, problem(request, graph));
        } catch (RolloutException none) {
            Optional<PlacementProblem> all = statement.ofAll(request, graph);
            if (all.isEmpty()) {
                throw none;
            }
            // A device that is cut off may be back, and is checked before it serves.
            return place(generation, request, proposal, all.get());
        }
    }

    private Placement place(
            GenerationRecord generation, DeploymentRequest request, Proposal proposal, PlacementProblem problem)
            throws RolloutException {
        Optional<Placement> proposed = proposal.placement(problem).or(() -> proposal.standIn(problem));
        if (proposed.isPresent()) {
            generation.tried(proposal.attempts());
            generation.placed(proposal.strategy(request), proposed.get());
            return proposed.get();
        }
        PlanDecision decision = planner.plan(request.model().name(), problem, askedFirst(request, proposal));
        generation.tried(decision.attempts());
        if (decision.answer() instanceof Infeasible infeasible) {
            throw AbsentDevices.of(problem)
                    .orElseGet(() -> new RolloutException(
                            FailureCode.NO_PLACEMENT,
                            infeasible.reason(),
                            "add devices or memory, ask for another number of slices, or another strategy of "
                                    + planner.strategies()));
        }
        Placement placement = (Placement) decision.answer();
        generation.placed(decision.strategy(), placement);
        return placement;
    }

    /** What served once goes on serving without the strategy that placed it, which may be gone since. */
    private Optional<String> askedFirst(DeploymentRequest request, Proposal proposal) {
        return proposal.stages().isEmpty() ? request.strategy() : stillOffered(request);
    }

    /**
     * The strategy that was ordered, unless it is gone since.
     *
     * @param request what is wanted
     * @return its name; empty if none was ordered, or it is gone
     */
    public Optional<String> stillOffered(DeploymentRequest request) {
        return request.strategy().filter(planner.strategies()::contains);
    }

    private PlacementProblem problem(DeploymentRequest request, LayerGraph graph) throws RolloutException {
        requireExits(request, graph);
        PlacementProblem problem = statement.of(request, graph);
        if (problem.fleet().devices().isEmpty()) {
            throw new RolloutException(
                    FailureCode.NO_DEVICES,
                    "no device is online",
                    "start an agent: device-agent/hewn-agent --broker … --id …");
        }
        return problem;
    }

    /**
     * Makes sure that early exits lie where the model has layers; it reads the model only if there are any.
     *
     * @param request what is wanted
     * @throws RolloutException if one lies elsewhere, or the model is gone
     */
    public void requireExits(DeploymentRequest request) throws RolloutException {
        if (!request.exits().isEmpty()) {
            requireExits(request, model(request).source().layers(request.signature()));
        }
    }

    private static void requireExits(DeploymentRequest request, LayerGraph graph) throws RolloutException {
        try {
            StatedExit.in(graph, request.exits());
        } catch (IllegalArgumentException unfit) {
            throw new RolloutException(
                    FailureCode.EXIT_UNFIT,
                    unfit.getMessage(),
                    "name layers, or positions before the end, as 'hewn plan MODEL --save FILE' writes them",
                    unfit);
        }
    }

    /**
     * What would have to be placed now.
     *
     * @param request what is wanted
     * @return the problem, as of now
     * @throws RolloutException if the model is gone, its exits do not fit, or no device is online
     */
    public PlacementProblem problem(DeploymentRequest request) throws RolloutException {
        StoredModel model = model(request);
        return problem(
                request,
                model.source().layers(signature(model, request.signature()).name()));
    }

    /**
     * Whether a device stands by that could take the place of one that is gone, without a strategy being asked.
     *
     * @param request what is wanted
     * @param former where the model runs
     * @return false also if that is not known now
     */
    public boolean isReplaceable(DeploymentRequest request, List<Stage> former) {
        try {
            return StandIn.of(problem(request), former).isPresent();
        } catch (RolloutException obstacle) {
            return false;
        }
    }

    /**
     * Has the devices that would stand in for those that work pull what they would need: should one be lost, nothing is to
     * be shipped. Nobody waits for that, and where it fails nothing is lost but time.
     *
     * @param pipeline what serves
     * @param request what is wanted
     * @param places where it runs
     */
    public void prepareStandIns(Pipeline pipeline, DeploymentRequest request, List<Stage> places) {
        try {
            PlacementProblem problem = problem(request);
            for (int i = 0; i < places.size(); i++) {
                Slice slice = pipeline.stages().get(i).slice();
                StandIn.after(problem, places, i)
                        .ifPresent(standIn ->
                                devices.tellAll(List.of(standIn), fetch(slice), settings.shipLimit(slice.sizeBytes())));
            }
        } catch (RolloutException obstacle) {
            LOG.debug("Nothing stands by for {}: {}", request.model(), obstacle.getMessage());
        }
    }

    private DeviceCommand fetch(Slice slice) {
        return new DeviceCommand.FetchSlice(slice.digest(), slice.sizeBytes(), settings.artifactUrl(slice.digest()));
    }

    private List<PipelineStage> cut(DeploymentRequest request, StoredModel model, Placement placement)
            throws RolloutException {
        FleetSnapshot snapshot = fleet.snapshot();
        List<PipelineStage> stages = new ArrayList<>();
        for (Stage stage : placement.stages()) {
            String address = snapshot.device(stage.device())
                    .orElseThrow(() -> new RolloutException(
                            FailureCode.DEVICE_UNREACHABLE,
                            "device '" + stage.device() + "' went offline",
                            "see that its agent runs, then deploy again"))
                    .dataAddress();
            stages.add(new PipelineStage(stage.device(), address, slice(request, model, stage)));
        }
        return stages;
    }

    private Slice slice(DeploymentRequest request, StoredModel model, Stage stage) throws RolloutException {
        try {
            return repository.slice(model, request.signature(), stage.layers());
        } catch (ModelException refused) {
            throw new RolloutException(FailureCode.CUT_FAILED, refused.getMessage(), refused.remedy(), refused);
        } catch (IOException failure) {
            throw new RolloutException(
                    FailureCode.CUT_FAILED,
                    "layers " + stage.layers() + " could not be written: " + failure.getMessage(),
                    "see that the gateway's data folder is writable and has free space",
                    failure);
        }
    }

    private void ship(GenerationRecord generation, List<PipelineStage> stages)
            throws RolloutException, InterruptedException {
        long bytes = stages.stream().mapToLong(s -> s.slice().sizeBytes()).sum();
        generation.enter(
                GenerationState.SHIPPING,
                "the devices pull what they lack of " + slices(stages.size()) + ", " + bytes + " bytes");
        List<CommandReply> replies = devices.fetchAll(stages, s -> fetch(s.slice()), settings.shipLimit(bytes));
        generation.shipped(
                IntStream.range(0, stages.size())
                        .mapToLong(i -> received(replies.get(i), stages.get(i)))
                        .sum(),
                bytes);
    }

    /** A device that does not tell is taken to have lacked the slice. */
    private static long received(CommandReply reply, PipelineStage stage) {
        return reply instanceof CommandReply.Fetched fetched
                ? fetched.receivedBytes()
                : stage.slice().sizeBytes();
    }

    private void load(GenerationRecord generation, Pipeline pipeline, List<Long> memoryBytes, boolean strict)
            throws RolloutException, InterruptedException {
        generation.enter(GenerationState.LOADING, "the devices load their slices");
        if (Thread.interrupted()) { // now, for once something is loaded it can't be left as if it had not been begun
            throw new InterruptedException("something else is to be done first");
        }
        Optional<CompletableFuture<Void>> leaving = retirements.underWay();
        try {
            tryToLoad(pipeline, memoryBytes, strict);
        } catch (RolloutException failure) {
            if (!failure.code().equals(MEMORY_EXCEEDED) || leaving.isEmpty()) {
                throw failure;
            }
            generation.progress("waiting for the memory of generations that are on their way out");
            retirements.await(leaving.get());
            tryToLoad(pipeline, memoryBytes, strict);
        }
    }

    private void tryToLoad(Pipeline pipeline, List<Long> memoryBytes, boolean strict)
            throws RolloutException, InterruptedException {
        devices.askAll(
                pipeline.stages(),
                (i, s) -> loadCommand(pipeline, i, memoryBytes.get(i), strict),
                settings.loadLimit());
    }

    private DeviceCommand loadCommand(Pipeline pipeline, int index, long memoryBytes, boolean strict) {
        List<PipelineStage> stages = pipeline.stages();
        Slice slice = stages.get(index).slice();
        String sink = pipelines.sinkAddress();
        String next = index + 1 < stages.size() ? stages.get(index + 1).dataAddress() : sink;
        return new DeviceCommand.LoadStage(
                pipeline.generation(),
                index,
                slice.digest(),
                slice.inputs(),
                slice.outputs().stream().map(TensorSpec::name).toList(),
                slice.bypass(),
                next,
                sink,
                strict,
                memoryBytes);
    }
}
