package hewn.pipeline;

import hewn.inference.ModelException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tries a generation beside the one that serves its model. Safe for use by several threads.
 *
 * <p>A canary that fails more, or answers slower, than its {@link CanaryTerms} allow is ended by itself; so is one that
 * loses a device. The requests that it had are executed on the stable generation.
 */
@ProviderType
public interface Canaries {
    /**
     * Begins a canary beside what serves the model, or changes the terms of the one that there is, if the same is asked for.
     * Another canary of the model goes on until the new one is verified, and then ends.
     *
     * @param request what to try, and how to place it
     * @param terms how much of the requests it gets, and what ends it
     * @return its generation; it goes on by itself, see {@link Deployments#watch}
     * @throws ModelException if the model is not in the repository, nothing serves it, or what serves it is called in another
     *     way
     */
    GenerationStatus tryOut(DeploymentRequest request, CanaryTerms terms) throws ModelException;

    /**
     * Makes the canary of a model the generation that serves it, in one atomic step; what served drains and is retired.
     *
     * @param model the name of a model
     * @return the generation that was the canary
     * @throws ModelException if the model has no canary that serves
     */
    GenerationStatus promote(String model) throws ModelException;

    /**
     * Ends the canary of a model, if it has one that serves or is on its way; what it had goes on on what serves.
     *
     * @param model the name of a model
     * @return its generation
     * @throws ModelException if the model has no canary
     */
    GenerationStatus endCanary(String model) throws ModelException;

    /**
     * Tells whether a model has a canary.
     *
     * @param model the name of a model
     * @return whether one serves, or is on its way to
     */
    boolean hasCanary(String model);
}
