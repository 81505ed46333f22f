package hewn.pipeline;

import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.placement.PlacementProblem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes generations from plan to serving and from serving to retired. Safe for use by several threads.
 */
@ProviderType
public interface Deployments {
    /**
     * Begins a new generation for a model that is in the repository. What serves now goes on until the new one is
     * verified.
     *
     * @param request what to deploy, and how
     * @return the new generation; it goes on by itself, see {@link #watch}
     * @throws ModelException if the model is not in the repository or has no such signature
     */
    GenerationStatus deploy(DeploymentRequest request) throws ModelException;

    /**
     * What a deployment would have to place now, for a preview; nothing is begun.
     *
     * @param request what would be deployed
     * @return the model's layers, the devices that are online, and where the model runs already
     * @throws ModelException if the model is not in the repository or has no such signature, or no device is online
     */
    PlacementProblem problem(DeploymentRequest request) throws ModelException;

    /**
     * Ends what serves a model, and what is on its way to.
     *
     * @param model the name of a model
     * @return whether there was anything
     */
    boolean undeploy(String model);

    /**
     * Begins a new generation of what was deployed before the deployment that serves now: the version, how it was to be
     * placed, and where it was, if that is still possible. So whoever goes back twice is where they were. What the gateway
     * did by itself, such as a repair, is no deployment of its own. Whatever serves now is replaced; whoever may be late, or
     * ask twice, says {@linkplain #rollback(String, long) what is to be}.
     *
     * @param model the name of a model
     * @return the new generation; empty if nothing is deployed
     * @throws ModelException if nothing was deployed before, it is not in the repository any more, an order is on its way,
     *     or there is a canary, which only {@link Canaries#endCanary} ends
     */
    Optional<GenerationStatus> rollback(String model) throws ModelException;

    /**
     * The same, if a certain generation is what serves; so one that is ordered twice is done once.
     *
     * @param model the name of a model
     * @param replaced the number of the generation that is to be replaced
     * @return the new generation; empty if nothing is deployed
     * @throws ModelException as {@link #rollback(String)} does, and if another generation serves
     */
    Optional<GenerationStatus> rollback(String model, long replaced) throws ModelException;

    /**
     * Since when a model is wanted: ordered, though perhaps nothing of it ever served, and not undeployed since. What never
     * served is not wanted any more after a restart of the gateway.
     *
     * @param model the name of a model
     * @return the number of a generation: those of the model with smaller ones belong to what was undeployed; empty if it is
     *     not wanted
     */
    OptionalLong wantedSince(String model);

    /**
     * What {@link #rollback} would go back to.
     *
     * @param model the name of a model
     * @return its version; empty if nothing was deployed before
     */
    Optional<ModelId> former(String model);

    /**
     * What somebody wants of a model. What the gateway does by itself, such as a repair, is no order, though it has a
     * generation of its own, with a greater number.
     *
     * @param generation that was begun for it; what serves may have another one by now
     * @param model what was ordered
     */
    record Order(long generation, ModelId model) {}

    /**
     * The last order that stands: one that is on its way, else the one by which it serves. One that failed does not.
     *
     * @param model the name of a model
     * @return it; empty if nothing is deployed
     */
    Optional<Order> lastOrder(String model);

    /**
     * All generations that have not ended, and the last ended one of each model.
     *
     * @return by number
     */
    List<GenerationStatus> generations();

    /**
     * One generation.
     *
     * @param number of a generation
     * @return its status, or empty if it is not among {@link #generations}
     */
    Optional<GenerationStatus> generation(long number);

    /**
     * Tells of every change of every generation.
     *
     * @param listener is called in order, and must return soon
     * @return to be closed when the listener wants no more
     */
    Watch watch(Consumer<GenerationStatus> listener);

    /** What ends a listener's calls. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells whether everything that served when the gateway stopped is known again to what answers requests. Until then
     * a model that nobody knows may be one of these.
     *
     * @return whether a request for a model that is not known may be told so
     */
    default boolean isRestored() {
        return true;
    }

    /**
     * Tells whether a model is in use, so that it must not be removed.
     *
     * @param model a name and version
     * @return whether a generation of it has not ended
     */
    default boolean uses(ModelId model) {
        return generations().stream()
                .anyMatch(g -> g.model().equals(model) && !g.state().isEnded());
    }
}
