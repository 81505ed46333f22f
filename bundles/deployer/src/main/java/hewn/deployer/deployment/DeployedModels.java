package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.canary.Trials;
import hewn.pipeline.DeploymentRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The models that are wanted, by their names: each has one deployment. Safe for use by several threads. */
public final class DeployedModels {
    private final SharedParts shared;
    private final Map<String, Deployment> byModel = new ConcurrentHashMap<>();

    /**
     * Nothing is wanted yet.
     *
     * @param shared what their deployments have in common
     */
    public DeployedModels(SharedParts shared) {
        this.shared = shared;
    }

    /**
     * The deployment of a model.
     *
     * @param model its name
     * @return it; empty if it is not wanted
     */
    public Optional<Deployment> find(String model) {
        return Optional.ofNullable(byModel.get(model));
    }

    /**
     * The deployment of a model that is wanted from now on, if it was not before.
     *
     * @param request what is wanted first if nothing was
     * @param generation the number of the one that was begun for it
     * @return it
     */
    public Deployment of(DeploymentRequest request, long generation) {
        return byModel.computeIfAbsent(
                request.model().name(),
                name -> DeploymentAssembly.of(request, generation, shared, new Trials(this::canaries)));
    }

    private List<Canary> canaries() {
        return byModel.values().stream().map(Deployment::canary).toList();
    }

    /**
     * A model is not wanted any more.
     *
     * @param model its name
     * @param ended its deployment, which was ended
     */
    public void remove(String model, Deployment ended) {
        byModel.remove(model, ended);
    }

    /**
     * Whether something is so of a deployment.
     *
     * @param question what
     * @return whether it is so of one of them at least
     */
    public boolean any(Predicate<Deployment> question) {
        return byModel.values().stream().anyMatch(question);
    }

    /**
     * Does something with each deployment.
     *
     * @param action what
     */
    public void forEach(Consumer<Deployment> action) {
        byModel.values().forEach(action);
    }

    /**
     * The same, by names.
     *
     * @param action what is done with the name of a model and its deployment
     */
    public void forEachModel(BiConsumer<String, Deployment> action) {
        byModel.forEach(action);
    }
}
