package hewn.admin.rest;

import hewn.admin.FakeConnection;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Slice;
import hewn.inference.StoredModel;
import hewn.pipeline.Canaries;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.InferenceService;
import hewn.placement.Infeasible;
import hewn.placement.Objective;
import hewn.placement.Placement;
import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlanDecision;
import hewn.placement.Planner;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import hewn.wire.DeviceMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A gateway whose parts are maps and lists. */
final class FakeGateway {
    final FakeConnection channel = new FakeConnection();
    final Map<ModelId, StoredModel> models =
            new TreeMap<>(Comparator.comparing(ModelId::name).thenComparing(ModelId::version));
    final List<Device> devices = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final Map<DeviceId, DeviceMetrics> metrics = new ConcurrentHashMap<>();
    final Map<Long, GenerationStatus> generations = new ConcurrentSkipListMap<>();
    final List<DeploymentRequest> requests = new CopyOnWriteArrayList<>();
    final List<CanaryTerms> trials = new CopyOnWriteArrayList<>();
    final List<Consumer<GenerationStatus>> watchers = new CopyOnWriteArrayList<>();
    final List<InferenceService.Served> served = new ArrayList<>();
    Optional<ModelException> refusal = Optional.empty();
    Optional<ModelId> former = Optional.empty();

    Parts parts() {
        return new Parts(
                new Repository(),
                new Deployer(),
                new Trials(),
                new FakeSwitch(),
                new Inference(),
                new Fleet(),
                device -> Optional.ofNullable(metrics.get(device)),
                new Strategies(),
                () -> List.of("'load/broken.jar' is not used: it is no jar"),
                channel);
    }

    void enter(long number, GenerationState state) {
        GenerationStatus next = Generations.in(state, generations.get(number));
        generations.put(number, next);
        watchers.forEach(watcher -> watcher.accept(next));
    }

    private final class Repository implements ModelRepository {
        private final Map<ModelId, String> contents = new HashMap<>();

        @Override
        public StoredModel add(ModelId id, Path folder) throws ModelException, IOException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (!Files.exists(folder.resolve("saved_model.pb"))) {
                throw new ModelException("saved_model.pb", "is missing", "send a SavedModel");
            }
            String content = Files.readString(folder.resolve("saved_model.pb"), StandardCharsets.ISO_8859_1);
            if (!contents.computeIfAbsent(id, fresh -> content).equals(content)) {
                throw new ModelException(id.toString(), "is there with other content", "take another version");
            }
            StoredModel model = new StoredModel(id, folder, new FakeModel());
            models.put(id, model);
            return model;
        }

        @Override
        public List<ModelId> list() {
            return List.copyOf(models.keySet());
        }

        @Override
        public Optional<StoredModel> find(ModelId id) {
            return Optional.ofNullable(models.get(id));
        }

        @Override
        public Slice slice(StoredModel model, String signature, LayerRange layers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int keepSlices(Set<Digest> needed) {
            return 0;
        }

        @Override
        public boolean remove(ModelId id) {
            return models.remove(id) != null;
        }
    }

    private final class Deployer implements Deployments {
        @Override
        public GenerationStatus deploy(DeploymentRequest request) {
            requests.add(request);
            GenerationStatus begun = Generations.planned(generations.size() + 1, request.model());
            generations.put(begun.number(), begun);
            return begun;
        }

        @Override
        public PlacementProblem problem(DeploymentRequest request) throws ModelException {
            if (devices.isEmpty()) {
                throw new ModelException(request.model().toString(), "no device is online", "start an agent");
            }
            return new PlacementProblem(
                    models.get(request.model()).source().layers(request.signature()),
                    new FleetSnapshot(Instant.EPOCH, devices, links),
                    request.objective(),
                    request.constraints(),
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    42);
        }

        @Override
        public Optional<GenerationStatus> rollback(String model) throws ModelException {
            if (generations.values().stream().noneMatch(g -> g.model().name().equals(model))) {
                return Optional.empty();
            }
            ModelId back = former.orElseThrow(() -> new ModelException(model, "nothing to go back to", "deploy it"));
            return Optional.of(deploy(DeploymentRequest.of(back)));
        }

        @Override
        public Optional<GenerationStatus> rollback(String model, long replaced) throws ModelException {
            if (!generations.containsKey(replaced)) {
                throw new ModelException(model, "is not served by " + replaced, "look again");
            }
            return rollback(model);
        }

        @Override
        public OptionalLong wantedSince(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Order> lastOrder(String model) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ModelId> former(String model) {
            return former;
        }

        @Override
        public boolean undeploy(String model) {
            return generations.values().removeIf(g -> g.model().name().equals(model));
        }

        @Override
        public List<GenerationStatus> generations() {
            return List.copyOf(generations.values());
        }

        @Override
        public Optional<GenerationStatus> generation(long number) {
            return Optional.ofNullable(generations.get(number));
        }

        @Override
        public Watch watch(Consumer<GenerationStatus> listener) {
            watchers.add(listener);
            return () -> watchers.remove(listener);
        }
    }

    private final class Trials implements Canaries {
        @Override
        public GenerationStatus tryOut(DeploymentRequest request, CanaryTerms terms) {
            trials.add(terms);
            return new Deployer().deploy(request);
        }

        @Override
        public GenerationStatus promote(String model) throws ModelException {
            if (trials.isEmpty()) {
                throw new ModelException(model, "has no canary", "begin one");
            }
            return generations.get((long) generations.size());
        }

        @Override
        public GenerationStatus endCanary(String model) throws ModelException {
            GenerationStatus ended = promote(model);
            trials.clear();
            return ended;
        }

        @Override
        public boolean hasCanary(String model) {
            return !trials.isEmpty();
        }
    }

    private final class Inference implements InferenceService {
        @Override
        public CompletionStage<InferenceOutcome> infer(InferenceRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Served> served() {
            return served;
        }
    }

    private final class Fleet implements FleetMonitor {
        @Override
        public FleetSnapshot snapshot() {
            return new FleetSnapshot(Instant.EPOCH, devices, links);
        }

        @Override
        public Registration listen(FleetListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Strategies implements Planner {
        @Override
        public PlanDecision plan(String model, PlacementProblem problem, Optional<String> strategy) {
            throw new UnsupportedOperationException();
        }

        /** One has an answer, the other has none. */
        @Override
        public List<Offer> offers(String model, Objective objective, Optional<String> strategy) {
            return List.of();
        }

        @Override
        public PlanDecision ask(PlacementProblem problem, String strategy) {
            List<Stage> whole = List.of(Stage.on(
                    problem.graph().whole(), problem.candidates().get(0).id()));
            PlacementAnswer answer = strategy.equals("even-split")
                    ? Placement.of(whole, problem.costs(), "budget " + problem.budget() + ", seed " + problem.seed())
                    : new Infeasible("too large");
            return new PlanDecision(
                    strategy,
                    answer,
                    List.of(new PlanDecision.Attempt(strategy, answer.toString(), Duration.ofMillis(2))));
        }

        @Override
        public List<Quarantine> quarantined() {
            return List.of(new Quarantine("mine", "it answered null"));
        }

        @Override
        public List<String> runaways() {
            return List.of();
        }

        @Override
        public Duration budget() {
            return Duration.ofSeconds(5);
        }

        @Override
        public List<String> strategies() {
            return List.of("even-split", "single-device");
        }
    }
}
