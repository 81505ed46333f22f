package hewn.deployer;

import hewn.deployer.canary.Trials;
import hewn.pipeline.DeploymentRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The models that are wanted, by their names: each has one deployment. Safe for use by several threads. */
final class DeployedModels {
    private final SharedParts shared;
    private final Map<String, Deployment> byModel = new ConcurrentHashMap<>();

    /** Nothing is wanted yet. */
    DeployedModels(SharedParts shared) {
        this.shared = shared;
    }

    /** Empty if nothing is deployed. */
    Optional<Deployment> find(String model) {
        return Optional.ofNullable(byModel.get(model));
    }

    /** The one of the model that is asked for, which begins with that if there is none. */
    Deployment of(DeploymentRequest request) {
        return byModel.computeIfAbsent(
                request.model().name(),
                name -> new Deployment(
                        request,
                        shared,
                        new Trials(() -> byModel.values().stream()
                                .map(Deployment::canary)
                                .toList())));
    }

    /** It was ended. */
    void remove(String model, Deployment ended) {
        byModel.remove(model, ended);
    }

    void forEach(Consumer<Deployment> action) {
        byModel.values().forEach(action);
    }

    void forEachModel(BiConsumer<String, Deployment> action) {
        byModel.forEach(action);
    }
}
