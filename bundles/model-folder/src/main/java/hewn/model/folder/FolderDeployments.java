package hewn.model.folder;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.model.folder.FolderMemory.Served;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has served what the folder wants. It acts when the wish changes and only then: what is ordered in between stands. Not safe
 * for use by several threads.
 */
final class FolderDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(FolderDeployments.class);

    /** Failures that another device may help against. */
    private static final Set<String> CURED_BY_DEVICES =
            Set.of("NO_DEVICES", "NO_PLACEMENT", "MEMORY_EXCEEDED", "DEVICE_UNREACHABLE");

    private static final Set<GenerationState> SERVED = EnumSet.of(
            GenerationState.SERVING, GenerationState.DEGRADED, GenerationState.DRAINING, GenerationState.RETIRED);

    private final ModelRepository repository;
    private final Deployments deployments;
    private final FolderMemory memory;
    private final LongSupplier arrivals;
    private final Map<String, Wish> wishes = new HashMap<>();

    /**
     * What is wanted of one model.
     *
     * @param served what, and in which state of its folder
     * @param generation that is to serve it; empty if an earlier run of the gateway saw it serve, or it can't be deployed
     * @param arrivals how many devices had come when it was deployed
     * @param fault why it can't be deployed
     */
    private record Wish(Served served, OptionalLong generation, long arrivals, Optional<String> fault) {}

    FolderDeployments(ModelRepository repository, Deployments deployments, FolderMemory memory, LongSupplier arrivals) {
        this.repository = repository;
        this.deployments = deployments;
        this.memory = memory;
        this.arrivals = arrivals;
        memory.served()
                .forEach((name, served) ->
                        wishes.put(name, new Wish(served, OptionalLong.empty(), 0, Optional.empty())));
    }

    /** The names of models that serve from the folder, or are to. */
    Set<String> models() {
        return new HashSet<>(wishes.keySet());
    }

    /** Wants a version that is in the repository to serve. */
    void want(ModelId model, String fingerprint) {
        Served wanted = new Served(model, fingerprint);
        Optional<Wish> wish = Optional.ofNullable(wishes.get(model.name()))
                .filter(former -> former.served().model().equals(model));
        if (wish.isPresent()) {
            follow(wish.get(), wanted);
        } else {
            underWay(model.name())
                    .filter(generation -> generation.model().equals(model))
                    .ifPresentOrElse(generation -> adopt(wanted, generation), () -> deploy(wanted));
        }
    }

    /** It serves already, by an order or since before a restart. */
    private void adopt(Served wanted, GenerationStatus generation) {
        Wish wish = new Wish(wanted, OptionalLong.of(generation.number()), arrivals.getAsLong(), Optional.empty());
        wishes.put(wanted.model().name(), wish);
        follow(wish, wanted);
    }

    private void follow(Wish wish, Served wanted) {
        Optional<GenerationStatus> generation = wish.generation().stream()
                .boxed()
                .flatMap(number -> deployments.generation(number).stream())
                .findFirst();
        if (generation.filter(g -> SERVED.contains(g.state())).isPresent()) {
            memory.keep(wanted);
        }
        boolean failed = wish.fault().isPresent()
                || generation.filter(g -> g.state() == GenerationState.FAILED).isPresent();
        boolean changed = !wanted.fingerprint().equals(wish.served().fingerprint());
        if (failed && (changed || isCured(wish, generation) && !isOverruled(wish))) {
            deploy(wanted);
        }
    }

    private boolean isCured(Wish wish, Optional<GenerationStatus> failed) {
        return arrivals.getAsLong() > wish.arrivals()
                && failed.flatMap(GenerationStatus::failure)
                        .filter(failure -> CURED_BY_DEVICES.contains(failure.code()))
                        .isPresent();
    }

    /** What was ordered since stands. */
    private boolean isOverruled(Wish wish) {
        return underWay(wish.served().model().name())
                .filter(generation -> generation.number() > wish.generation().orElse(Long.MAX_VALUE))
                .isPresent();
    }

    private void deploy(Served wanted) {
        ModelId model = wanted.model();
        long arrived = arrivals.getAsLong();
        OptionalLong generation = OptionalLong.empty();
        Optional<String> fault = Optional.empty();
        try {
            generation = OptionalLong.of(deployments.deploy(request(model)).number());
            LOG.info("Model {} is deployed from the model folder, as generation {}", model, generation.getAsLong());
        } catch (ModelException refused) {
            fault = Optional.of("is not deployed: " + refused.getMessage() + "; " + refused.remedy());
        } catch (UncheckedIOException failed) {
            fault = Optional.of("is not deployed: " + failed.getMessage());
        }
        wishes.put(model.name(), new Wish(wanted, generation, arrived, fault));
    }

    private DeploymentRequest request(ModelId model) throws ModelException {
        DeploymentRequest usual = DeploymentRequest.of(model);
        String signature = repository
                .find(model)
                .map(stored -> stored.source().signatures().get(0).name())
                .orElse(Signature.DEFAULT_NAME);
        return new DeploymentRequest(
                model,
                signature,
                usual.strategy(),
                usual.objective(),
                usual.constraints(),
                usual.strict(),
                usual.exits());
    }

    /** The newest generation of a model that has not ended. */
    private Optional<GenerationStatus> underWay(String model) {
        return deployments.generations().stream()
                .filter(generation -> generation.model().name().equals(model)
                        && !generation.state().isEnded()
                        && generation.state() != GenerationState.DRAINING)
                .reduce((older, newer) -> newer);
    }

    /**
     * The folder has no version of a model any more: it is undeployed, unless another version was ordered.
     *
     * @throws UncheckedIOException if that can't be written down; it is tried again at the next look
     */
    void end(String name) {
        ModelId model = wishes.get(name).served().model();
        Optional<GenerationStatus> serving = underWay(name);
        if (serving.filter(generation -> !generation.model().equals(model)).isPresent()) {
            LOG.info(
                    "Model {} has left the model folder; {} goes on serving, for it was ordered otherwise",
                    model,
                    serving.get().model());
        } else if (deployments.undeploy(name)) {
            LOG.info("Model {} is undeployed, for it has left the model folder", model);
        }
        wishes.remove(name);
        memory.forget(name);
    }

    /** The versions that served from the folder when they were last heard of. */
    List<ModelId> remembered() {
        return memory.served().values().stream().map(Served::model).toList();
    }

    /** A version, if it served from the folder when it was last heard of. */
    Optional<Served> remembered(ModelId model) {
        return memory.served(model.name()).filter(served -> served.model().equals(model));
    }

    /** Why wanted models can't be deployed, by the name of the model. */
    Map<ModelId, String> faults() {
        Map<ModelId, String> faults = new HashMap<>();
        wishes.values()
                .forEach(wish ->
                        wish.fault().ifPresent(fault -> faults.put(wish.served().model(), fault)));
        return faults;
    }
}
