package hewn.serving.models;

import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.InferenceService.Served;
import hewn.serving.models.ModelState.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All versions of models that a gateway knows of, pieced together from what serves, what is deployed and what is kept.
 * Safe for use by several threads.
 */
public final class ModelStates {
    private static final Comparator<ModelId> BY_NAME_AND_VERSION =
            Comparator.comparing(ModelId::name).thenComparing(ModelId::version);

    private final ServedModels served;
    private final Supplier<Optional<Deployments>> deployments;
    private final Optional<ModelRepository> repository;

    /**
     * Looks at all sources that are there.
     *
     * @param served what serves
     * @param deployments what is deployed, if something deploys
     * @param repository what is kept, if something keeps models
     */
    public ModelStates(
            ServedModels served, Supplier<Optional<Deployments>> deployments, Optional<ModelRepository> repository) {
        this.served = served;
        this.deployments = deployments;
        this.repository = repository;
    }

    /**
     * Every version.
     *
     * @return sorted by name and version
     */
    public List<ModelState> all() {
        Map<ModelId, ModelState> states = new TreeMap<>(BY_NAME_AND_VERSION);
        repository.ifPresent(kept -> kept.list().forEach(id -> put(states, new ModelState(id, Phase.KEPT, ""))));
        deployments.get().ifPresent(all -> all.generations().forEach(generation -> put(states, state(generation))));
        served.all().stream()
                .sorted(Comparator.comparing(Served::isCanary).reversed()) // of one version, what is stable counts
                .forEach(one -> put(states, state(one)));
        return List.copyOf(states.values());
    }

    /**
     * Every version of one model.
     *
     * @param name of a model
     * @return sorted by version
     */
    public List<ModelState> named(String name) {
        return all().stream().filter(state -> state.model().name().equals(name)).toList();
    }

    private static void put(Map<ModelId, ModelState> states, ModelState state) {
        states.put(state.model(), state);
    }

    private static ModelState state(Served served) {
        return served.available()
                ? new ModelState(served.model(), Phase.READY, "")
                : new ModelState(served.model(), Phase.SUSPENDED, "takes no requests at this moment");
    }

    private static ModelState state(GenerationStatus generation) {
        String reason =
                generation.failure().map(GenerationStatus.Failure::message).orElse(generation.progress());
        return new ModelState(generation.model(), phase(generation.state()), reason);
    }

    private static Phase phase(GenerationState state) {
        return switch (state) {
            case PLANNED, SHIPPING, LOADING, WARMING, VERIFYING -> Phase.LOADING;
            case SERVING -> Phase.READY;
            case DEGRADED -> Phase.SUSPENDED;
            case DRAINING -> Phase.UNLOADING;
            case RETIRED -> Phase.ENDED;
            case FAILED -> Phase.FAILED;
        };
    }
}
