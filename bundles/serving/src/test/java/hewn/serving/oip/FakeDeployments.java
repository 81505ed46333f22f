package hewn.serving.oip;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Deployments whose states a test sets. */
public final class FakeDeployments implements Deployments {
    private final Map<Long, GenerationStatus> generations = new ConcurrentHashMap<>();
    private final List<Consumer<GenerationStatus>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch watched = new CountDownLatch(1);
    private volatile boolean restored;

    @Override
    public boolean isRestored() {
        return restored;
    }

    /** What served is known again. */
    public void restore() {
        restored = true;
    }

    @Override
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        if (request.model().name().equals("broken")) {
            throw new ModelException("saved_model.pb", "it is broken", "Mend it.");
        }
        return enter(generations.size() + 1L, request.model(), GenerationState.PLANNED, Optional.empty());
    }

    GenerationStatus enter(
            long number, ModelId model, GenerationState state, Optional<GenerationStatus.Failure> failure) {
        GenerationStatus status = new GenerationStatus(
                number, model, state, List.of(), Optional.empty(), Optional.empty(), List.of(), "…", failure);
        generations.put(number, status);
        listeners.forEach(listener -> listener.accept(status));
        return status;
    }

    /** Returns once somebody listens. */
    void awaitWatch() throws InterruptedException {
        watched.await();
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public PlacementProblem problem(DeploymentRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<GenerationStatus> rollback(String model) {
        return Optional.empty();
    }

    @Override
    public Optional<GenerationStatus> rollback(String model, long replaced) {
        return Optional.empty();
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
        return Optional.empty();
    }

    @Override
    public boolean undeploy(String model) {
        return generations.values().removeIf(status -> status.model().name().equals(model));
    }

    @Override
    public List<GenerationStatus> generations() {
        List<GenerationStatus> all = new ArrayList<>(generations.values());
        all.sort(Comparator.comparingLong(GenerationStatus::number));
        return all;
    }

    @Override
    public Optional<GenerationStatus> generation(long number) {
        return Optional.ofNullable(generations.get(number));
    }

    @Override
    public Watch watch(Consumer<GenerationStatus> listener) {
        listeners.add(listener);
        watched.countDown();
        return () -> listeners.remove(listener);
    }
}
