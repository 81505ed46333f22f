package hewn.pipeline;

import hewn.graph.StatedExit;
import hewn.inference.ModelId;
import hewn.inference.Signature;
import hewn.placement.Constraints;
import hewn.placement.Objective;
import java.util.List;
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
 * @param exits where the model may answer early, and how often it does; empty if that is not known
 */
public record DeploymentRequest(
        ModelId model,
        String signature,
        Optional<String> strategy,
        Objective objective,
        Constraints constraints,
        boolean strict,
        List<StatedExit> exits) {
    /**
     * Requires all parts.
     *
     * @throws IllegalArgumentException if early exits take more than all samples
     */
    public DeploymentRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(constraints, "constraints");
        exits = List.copyOf(exits);
        double all = exits.stream().mapToDouble(StatedExit::probability).sum();
        if (all > 1 + 1e-9) {
            throw new IllegalArgumentException("the probabilities of early exits add up to 1 at most, but to " + all);
        }
    }

    /**
     * The default signature of a model, for throughput, placed as the gateway sees fit.
     *
     * @param model a name and version in the repository
     * @return the request
     */
    public static DeploymentRequest of(ModelId model) {
        return new DeploymentRequest(
                model,
                Signature.DEFAULT_NAME,
                Optional.empty(),
                new Objective.Throughput(),
                Constraints.NONE,
                false,
                List.of());
    }
}
