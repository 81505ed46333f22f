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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
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

    /** The failure of what was undeployed before it served. */
    private static final String CANCELLED = "CANCELLED";

    private static final Set<GenerationState> SERVED = EnumSet.of(
            GenerationState.SERVING, GenerationState.DEGRADED, GenerationState.DRAINING, GenerationState.RETIRED);

    private final ModelRepository repository;
    private final Deployments deployments;
    private final FolderMemory memory;
    private final Orders orders;
    private final WayBack wayBack;
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
        this.orders = new Orders(deployments, memory, names(repository));
        this.wayBack = new WayBack(repository, deployments, arrivals);
        this.arrivals = arrivals;
        memory.served()
                .forEach((name, served) ->
                        wishes.put(name, new Wish(served, broughtBack(served.model()), 0, Optional.empty())));
    }

    private static Set<String> names(ModelRepository repository) {
        return repository.list().stream().map(ModelId::name).collect(Collectors.toSet());
    }

    /** The names of models that serve from the folder, or are to. */
    Set<String> models() {
        Set<String> names = new HashSet<>(wishes.keySet());
        names.addAll(memory.models());
        return names;
    }

    private OptionalLong broughtBack(ModelId model) {
        return orders.last(model.name())
                .filter(order -> order.model().equals(model))
                .map(order -> OptionalLong.of(order.generation()))
                .orElse(OptionalLong.empty());
    }

    /** The folder was looked at, and holds these versions. */
    void look(Set<ModelId> held) {
        orders.look(held);
    }

    /** Wants a version that is in the repository to serve. What others ordered and is on its way is waited for. */
    void want(ModelId model, String fingerprint) {
        String name = model.name();
        if (wayBack.isTried(name)) { // it is there again
            wayBack.forget(name);
            wishes.remove(name);
        }
        Optional<Order> last = orders.last(name);
        Optional<Order> others = last.filter(orders::isOtherwise);
        Optional<Wish> wish = Optional.ofNullable(wishes.get(name))
                .filter(former -> former.served().model().equals(model));
        boolean isSettled = last.filter(orders::isOnItsWay).isEmpty();
        if (isSettled) {
            last.ifPresent(orders::serves);
            others.filter(order -> wish.isEmpty() || order.model().equals(model))
                    .ifPresent(orders::insteadOf);
        }
        Served wanted = new Served(model, fingerprint);
        if (wish.isPresent()) {
            follow(wish.get(), wanted);
        } else if (isSettled || others.isEmpty()) {
            begin(wanted, last.filter(order -> order.model().equals(model)));
        }
    }

    /** A version came into the repository: if its files are not those that were wanted, it is a wish of its own. */
    void handedIn(ModelId model, String fingerprint) {
        wishes.computeIfPresent(
                model.name(),
                (name, wish) -> wish.served().model().equals(model)
                                && !wish.served().fingerprint().equals(fingerprint)
                        ? null
                        : wish);
    }

    /** Whether somebody undeployed what the folder wants, which stands: the folder's wish has not changed since. */
    boolean isEnded(ModelId model) {
        return Optional.ofNullable(wishes.get(model.name()))
                .filter(wish -> wish.served().model().equals(model)
                        && wish.fault().isEmpty()
                        && orders.last(model.name()).isEmpty())
                .filter(wish -> status(wish).filter(this::mayServe).isEmpty())
                .isPresent();
    }

    /** Whether a generation has not ended, or failed by itself. */
    private boolean mayServe(GenerationStatus generation) {
        return !generation.state().isEnded()
                || generation
                        .failure()
                        .filter(failure -> generation.state() == GenerationState.FAILED
                                && !failure.code().equals(CANCELLED))
                        .isPresent();
    }

    private void begin(Served wanted, Optional<Order> ordered) {
        if (ordered.isPresent()) {
            OptionalLong generation = OptionalLong.of(ordered.get().generation());
            Wish wish = new Wish(wanted, generation, arrivals.getAsLong(), Optional.empty());
            wishes.put(wanted.model().name(), wish);
            follow(wish, wanted);
        } else {
            deploy(wanted);
        }
    }

    private void follow(Wish wish, Served wanted) {
        Optional<GenerationStatus> generation = status(wish);
        if (generation.filter(g -> SERVED.contains(g.state())).isPresent() || isActive(wanted.model())) {
            memory.keep(wanted);
        }
        boolean failed = wish.fault().isPresent()
                || generation.filter(g -> g.state() == GenerationState.FAILED).isPresent();
        boolean changed = !wanted.fingerprint().equals(wish.served().fingerprint());
        if (failed
                && (changed
                        || isCured(wish, generation)
                                && !orders.isOverruled(wanted.model().name()))) {
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

    private void deploy(Served wanted) {
        ModelId model = wanted.model();
        long arrived = arrivals.getAsLong();
        OptionalLong generation = OptionalLong.empty();
        Optional<String> fault = Optional.empty();
        try {
            generation = OptionalLong.of(deployments.deploy(request(model)).number());
            orders.gave(new Order(generation.getAsLong(), model));
            LOG.info("Model {} is deployed from the model folder, as generation {}", model, generation.getAsLong());
        } catch (ModelException refused) {
            fault = Optional.of("is not deployed: " + Advice.of(refused));
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
     * again if the folder's replaced it. While that is not settled, it is to be called again.
     *
     * @throws UncheckedIOException if that can't be written down; it is tried again at the next look
     */
    void end(String name) {
        Optional<Order> last = orders.last(name);
        Optional<Order> others = last.filter(orders::isOtherwise);
        Optional<ModelId> replaced = orders.replaced(name);
        if (last.filter(orders::isOnItsWay).isPresent() && (others.isPresent() || replaced.isPresent())) {
            return; // it may fail, and what served before goes on then
        }
        if (others.isEmpty() && replaced.filter(wayBack::leadsTo).isPresent()) {
            wayBack.go(replaced.get());
            return;
        }
        if (others.isPresent()) {
            LOG.info(
                    "'{}' has left the model folder; {} was ordered otherwise",
                    name,
                    others.get().model());
        } else if (deployments.undeploy(name)) {
            LOG.info("Model '{}' is undeployed, for it has left the model folder", name);
        }
        wishes.remove(name);
        wayBack.forget(name);
        memory.forget(name);
    }

    /** The versions that served from the folder when they were last heard of, or that it ordered. */
    Set<ModelId> remembered() {
        Set<ModelId> models = new HashSet<>();
        memory.served().values().forEach(served -> models.add(served.model()));
        memory.models().forEach(name -> memory.origin(name).own().forEach(order -> models.add(order.model())));
        return models;
    }

    /** A version, if it served from the folder when it was last heard of. */
    Optional<Served> remembered(ModelId model) {
        return memory.served(model.name()).filter(served -> served.model().equals(model));
    }

    /** Why wanted models can't be deployed, by their versions. */
    Map<ModelId, String> faults() {
        Map<ModelId, String> faults = new HashMap<>();
        wishes.values()
                .forEach(wish ->
                        wish.fault().ifPresent(fault -> faults.put(wish.served().model(), fault)));
        return faults;
    }

    /** Why what was ordered before does not serve again yet, by the name of the model. */
    Map<String, String> faultsOfReturns() {
        return wayBack.faults();
    }
}
