package hewn.model.folder;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.model.folder.FolderMemory.Served;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments;
import hewn.pipeline.Deployments.Order;
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
     * @param generation that was begun for it, or that the journal had when it was brought back; empty if there is none
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
                        wishes.put(name, new Wish(served, broughtBack(served.model()), 0, Optional.empty())));
    }

    /** The names of models that serve from the folder, or are to. */
    Set<String> models() {
        return new HashSet<>(wishes.keySet());
    }

    private OptionalLong broughtBack(ModelId model) {
        return lastOrder(model).map(Order::generation).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The last order for a model, if it is for this version of it. */
    private Optional<Order> lastOrder(ModelId model) {
        return deployments.lastOrder(model.name()).filter(order -> order.model().equals(model));
    }

    /** Wants a version that is in the repository to serve. */
    void want(ModelId model, String fingerprint) {
        Optional<Wish> wish = Optional.ofNullable(wishes.get(model.name()))
                .filter(former -> former.served().model().equals(model));
        Optional<Order> order = lastOrder(model).filter(last -> wish.isEmpty() || isSince(wish.get(), last));
        if (order.isPresent()) {
            adopt(new Served(model, fingerprint, OptionalLong.of(model.version())), order.get());
        } else if (wish.isPresent()) {
            follow(
                    wish.get(),
                    new Served(model, fingerprint, wish.get().served().ordered()));
        } else {
            deploy(new Served(model, fingerprint, orderedBefore(model.name())));
        }
    }

    private static boolean isSince(Wish wish, Order order) {
        return wish.generation().isPresent()
                && order.generation() > wish.generation().getAsLong();
    }

    /** The version that somebody ordered otherwise, and that the folder's first one replaced. */
    private OptionalLong orderedBefore(String name) {
        Optional<Wish> former = Optional.ofNullable(wishes.get(name));
        return deployments
                .lastOrder(name)
                .filter(order -> former.isEmpty() || isOtherwise(former.get(), order))
                .map(order -> OptionalLong.of(order.model().version()))
                .or(() -> former.map(wish -> wish.served().ordered()))
                .orElse(OptionalLong.empty());
    }

    /** Whether an order is not the folder's: it came since, or stood before the folder wanted anything. */
    private static boolean isOtherwise(Wish wish, Order order) {
        boolean isUnknown = wish.generation().isEmpty()
                && !order.model().equals(wish.served().model());
        return isSince(wish, order)
                || isUnknown
                || wish.served().ordered().equals(OptionalLong.of(order.model().version()));
    }

    /** Somebody ordered it already. */
    private void adopt(Served wanted, Order order) {
        Wish wish = new Wish(wanted, OptionalLong.of(order.generation()), arrivals.getAsLong(), Optional.empty());
        wishes.put(wanted.model().name(), wish);
        follow(wish, wanted);
    }

    private void follow(Wish wish, Served wanted) {
        Optional<GenerationStatus> generation = status(wish);
        if (generation.filter(g -> SERVED.contains(g.state())).isPresent() || isActive(wanted.model())) {
            memory.keep(wanted);
        }
        boolean failed = wish.fault().isPresent()
                || generation.filter(g -> g.state() == GenerationState.FAILED).isPresent();
        boolean changed = !wanted.fingerprint().equals(wish.served().fingerprint());
        if (failed && (changed || isCured(wish, generation) && !isOverruled(wish))) {
            deploy(wanted);
        }
    }

    private Optional<GenerationStatus> status(Wish wish) {
        return wish.generation().stream()
                .boxed()
                .flatMap(number -> deployments.generation(number).stream())
                .findFirst();
    }

    /** Perhaps as another generation, after a repair. */
    private boolean isActive(ModelId model) {
        return deployments.generations().stream()
                .anyMatch(generation ->
                        generation.model().equals(model) && generation.state().isActive());
    }

    private boolean isCured(Wish wish, Optional<GenerationStatus> failed) {
        return arrivals.getAsLong() > wish.arrivals()
                && failed.flatMap(GenerationStatus::failure)
                        .filter(failure -> CURED_BY_DEVICES.contains(failure.code()))
                        .isPresent();
    }

    /** What was ordered since stands. */
    private boolean isOverruled(Wish wish) {
        return deployments
                .lastOrder(wish.served().model().name())
                .filter(order -> isSince(wish, order))
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

    /**
     * The folder has no version of a model any more: what it deployed ends, and what was ordered otherwise goes on, or serves
     * again if the folder's replaced it.
     *
     * @throws UncheckedIOException if that can't be written down; it is tried again at the next look
     */
    void end(String name) {
        Wish wish = wishes.get(name);
        Optional<Order> last = deployments.lastOrder(name);
        if (last.filter(order -> isOtherwise(wish, order)).isPresent()) {
            LOG.info(
                    "Model {} has left the model folder; {} goes on serving, for it was ordered otherwise",
                    wish.served().model(),
                    last.get().model());
        } else if (wish.served().ordered().isPresent() && isOnItsWay(wish)) {
            return; // what was ordered otherwise may serve still, and is not to end with it
        } else if (isToGoBack(wish)) {
            goBack(wish);
        } else if (deployments.undeploy(name)) {
            LOG.info(
                    "Model {} is undeployed, for it has left the model folder",
                    wish.served().model());
        }
        wishes.remove(name);
        memory.forget(name);
    }

    private boolean isOnItsWay(Wish wish) {
        return status(wish)
                .filter(generation -> generation.state().compareTo(GenerationState.SERVING) < 0)
                .isPresent();
    }

    private boolean isToGoBack(Wish wish) {
        return deployments
                .former(wish.served().model().name())
                .filter(former -> wish.served().ordered().equals(OptionalLong.of(former.version())))
                .isPresent();
    }

    private void goBack(Wish wish) {
        ModelId model = wish.served().model();
        try {
            deployments.rollback(model.name());
            LOG.info("Model {} has left the model folder; what was ordered before it is to serve again", model);
        } catch (ModelException refused) {
            LOG.warn("Model {} has left the model folder, but serves on: {}", model, refused.getMessage());
        }
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
