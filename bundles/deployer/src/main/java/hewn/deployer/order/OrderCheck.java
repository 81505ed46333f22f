package hewn.deployer.order;

import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.RequestedModels;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import java.util.List;

/**
 * Refuses, before anything begins, what can't be done.
 *
 * @param repository has the models
 * @param models knows their layers
 */
public record OrderCheck(ModelRepository repository, RequestedModels models) {
    /** The signature that is asked for, of a model that is there and whose early exits lie where it has layers. */
    Signature require(DeploymentRequest request) throws ModelException {
        Signature signature = signature(request);
        try {
            models.requireExits(request);
        } catch (RolloutException failure) {
            throw refused(request, failure);
        }
        return signature;
    }

    private Signature signature(DeploymentRequest request) throws ModelException {
        StoredModel model = repository
                .find(request.model())
                .orElseThrow(() -> new ModelException(
                        request.model().toString(), "is not in the repository", "hand the model in first"));
        List<Signature> signatures = model.source().signatures();
        return signatures.stream()
                .filter(one -> one.name().equals(request.signature()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        request.model().toString(),
                        "has no signature '" + request.signature() + "'",
                        "choose one of "
                                + signatures.stream().map(Signature::name).toList()));
    }

    /**
     * A failure in the words of those who order.
     *
     * @param request what they asked for
     * @param failure why it can't be done
     * @return the same for them
     */
    public static ModelException refused(DeploymentRequest request, RolloutException failure) {
        return new ModelException(
                request.model().toString(),
                failure.getMessage(),
                failure.failure().remedy(),
                failure);
    }
}
