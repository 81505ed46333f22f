package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import java.util.Objects;
import java.util.Optional;

/**
 * What to deploy, and how.
 *
 * @param model a name and version in the repository
 * @param signature the name of the signature to serve
 * @param strategy the name of the strategy to ask first, or empty for the configured one
 * @param objective what counts
 * @param constraints what the placement must keep to
 * @param strict whether answers must equal the whole model's bit for bit
 */
public record DeploymentRequest(
        ModelId model,
        String signature,
        Optional<String> strategy,
        Objective objective,
        Constraints constraints,
        boolean strict) {
    /** Requires all parts. */
    public DeploymentRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(constraints, "constraints");
    }

    /**
     * The default signature of a model, for throughput, placed as the gateway sees fit.
     *
     * @param model a name and version in the repository
     * @return the request
     */
    public static DeploymentRequest of(ModelId model) {
        return new DeploymentRequest(
                model, Signature.DEFAULT_NAME, Optional.empty(), new Objective.Throughput(), Constraints.NONE, false);
    }
}
