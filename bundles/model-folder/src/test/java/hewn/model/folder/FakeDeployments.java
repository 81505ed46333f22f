package hewn.model.folder;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.placement.PlacementProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Serves everything at once, or fails. */
final class FakeDeployments implements Deployments {
    private final SortedMap<Long, GenerationStatus> generations = new TreeMap<>();
    private final List<DeploymentRequest> orders = new ArrayList<>();
    private final Map<String, Order> standing = new HashMap<>();
    private final Map<String, ModelId> former = new HashMap<>();
    private Optional<GenerationStatus> held = Optional.empty();
    private boolean holds;
    private Optional<String> failure = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        orders.add(request);
        if (refusal.isPresent()) {
            throw new ModelException(request.model().toString(), refusal.get(), "do better");
        }
        long number = generations.isEmpty() ? 1 : generations.lastKey() + 1;
        GenerationStatus planned = GenerationStatus.planned(number, request.model(), Instant.EPOCH);
        if (failure.isPresent()) {
            enter(planned, GenerationState.FAILED, failure.map(code -> new Failure(code, "why", "what to do")));
        } else if (holds) {
            enter(planned, GenerationState.SHIPPING, Optional.empty());
            held = Optional.of(planned);
        } else {
            serve(planned);
        }
        return planned;
    }

    private void serve(GenerationStatus ordered) {
        String name = ordered.model().name();
        serving(name).ifPresent(version -> former.put(name, new ModelId(name, version)));
        standing.put(name, new Order(ordered.number(), ordered.model()));
        end(name);
        enter(ordered, GenerationState.SERVING, Optional.empty());
    }

    /** From now on, what is ordered is on its way until it is released. */
    void hold() {
        holds = true;
    }

    void release() {
        holds = false;
        held.ifPresent(this::serve);
        held = Optional.empty();
    }

    /** What is on its way fails, and what served goes on. */
    void fail() {
        holds = false;
        held.ifPresent(order -> enter(
                order, GenerationState.FAILED, Optional.of(new Failure("VERIFICATION_FAILED", "why", "what to do"))));
        held = Optional.empty();
    }

    /** Begins a canary. */
    GenerationStatus tryOut(ModelId model) {
        GenerationStatus planned = GenerationStatus.planned(generations.lastKey() + 1, model, Instant.EPOCH);
        enter(planned, GenerationState.SERVING, Optional.empty());
        return planned;
    }

    /** What was tried as a canary serves alone. */
    void promote(GenerationStatus canary) {
        serve(canary);
    }

    /** What serves a model has lost a device, and is brought to another one. */
    void repair(String model) {
        ModelId served = new ModelId(model, serving(model).orElseThrow());
        end(model);
        enter(
                GenerationStatus.planned(generations.lastKey() + 1, served, Instant.EPOCH),
                GenerationState.SERVING,
                Optional.empty());
    }

    /** As after a restart: the order by which a model serves has the number of what served last. */
    void bringBack(String model) {
        generations.values().stream()
                .filter(generation -> generation.model().name().equals(model))
                .filter(generation -> generation.state().isActive())
                .forEach(last -> standing.put(model, new Order(last.number(), last.model())));
    }

    @Override
    public OptionalLong wantedSince(String model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Order> lastOrder(String model) {
        return held.map(order -> new Order(order.number(), order.model()))
                .filter(order -> order.model().name().equals(model))
                .or(() -> Optional.ofNullable(standing.get(model)));
    }

    private void enter(GenerationStatus status, GenerationState state, Optional<Failure> why) {
        generations.put(status.number(), status.entering(state, Instant.EPOCH, "", why));
    }

    private void end(String model) {
        List.copyOf(generations.values()).stream()
                .filter(generation -> generation.model().name().equals(model))
                .filter(generation -> !generation.state().isEnded())
                .forEach(generation -> enter(generation, GenerationState.RETIRED, Optional.empty()));
    }

    @Override
    public Optional<GenerationStatus> rollback(String model) throws ModelException {
        return Optional.of(deploy(DeploymentRequest.of(former(model).orElseThrow())));
    }

    @Override
    public Optional<GenerationStatus> rollback(String model, long replaced) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ModelId> former(String model) {
        return Optional.ofNullable(former.get(model));
    }

    @Override
    public boolean undeploy(String model) {
        boolean served = serving(model).isPresent();
        end(model);
        standing.remove(model);
        return served;
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
    public PlacementProblem problem(DeploymentRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Watch watch(Consumer<GenerationStatus> listener) {
        throw new UnsupportedOperationException();
    }

    /** The version that serves. */
    Optional<Long> serving(String model) {
        return generations.values().stream()
                .filter(generation -> generation.state().isActive())
                .map(GenerationStatus::model)
                .filter(served -> served.name().equals(model))
                .map(ModelId::version)
                .findFirst();
    }

    /** What was ordered since this was asked last. */
    List<DeploymentRequest> orders() {
        List<DeploymentRequest> since = List.copyOf(orders);
        orders.clear();
        return since;
    }

    void failWith(Optional<String> code) {
        failure = code;
    }

    void refuse(Optional<String> why) {
        refusal = why;
    }
}
