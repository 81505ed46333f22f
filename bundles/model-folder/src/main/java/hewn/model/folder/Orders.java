package hewn.model.folder;

import hewn.inference.ModelId;
import hewn.pipeline.Deployments;
import hewn.pipeline.Deployments.Order;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the folder's orders from those of others, and writes them down when they are given. Not safe for use by several
 * threads.
 */
final class Orders {
    private final Deployments deployments;
    private final FolderMemory memory;
    /** What was ordered when this began, of which nothing is remembered, and of which the folder held the version since. */
    private final Map<String, Order> found = new HashMap<>();

    /**
     * Finds out what was ordered before.
     *
     * @param names of models that may have been
     */
    Orders(Deployments deployments, FolderMemory memory, Set<String> names) {
        this.deployments = deployments;
        this.memory = memory;
        for (String name : memory.models()) {
            last(name).ifPresent(order -> memory.keep(name, origin(name).broughtBack(order)));
        }
        names.stream()
                .filter(name -> !memory.models().contains(name))
                .forEach(name -> last(name).ifPresent(order -> found.put(name, order)));
    }

    /** The folder holds these versions: what was found of others is not its own. */
    void look(Set<ModelId> held) {
        found.values().removeIf(order -> !held.contains(order.model()));
    }

    private Origin origin(String name) {
        return memory.origin(name);
    }

    /** The last order for a model that stands. */
    Optional<Order> last(String name) {
        return deployments.lastOrder(name);
    }

    /** Whether it has not served yet, and may fail. */
    boolean isOnItsWay(Order order) {
        return deployments
                .generation(order.generation())
                .map(GenerationStatus::state)
                .filter(state -> state.compareTo(GenerationState.SERVING) < 0 || state == GenerationState.FAILED)
                .isPresent();
    }

    /** Whether the last order is not the folder's, or wants what somebody had ordered before. */
    boolean isOtherwise(Order last) {
        String name = last.model().name();
        if (last.equals(found.remove(name))) {
            gave(last);
        }
        return origin(name).isOtherwise(last);
    }

    /** Whether somebody else ordered something since the folder did. */
    boolean isOverruled(String name) {
        return last(name).filter(origin(name)::isOverruledBy).isPresent();
    }

    /** The folder gave an order. */
    void gave(Order mine) {
        memory.keep(mine.model().name(), origin(mine.model().name()).with(mine));
    }

    /** What somebody ordered gives way to what the folder wants, or is the same. */
    void insteadOf(Order others) {
        memory.keep(others.model().name(), origin(others.model().name()).insteadOf(others));
    }

    /** An order serves. */
    void serves(Order serving) {
        memory.keep(serving.model().name(), origin(serving.model().name()).since(serving));
    }

    /** The version that somebody had ordered, and that the folder's first one replaced. */
    Optional<ModelId> replaced(String name) {
        return origin(name).replaced().map(Order::model);
    }
}
