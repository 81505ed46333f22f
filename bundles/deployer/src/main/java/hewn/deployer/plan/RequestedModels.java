package hewn.deployer.plan;

import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.RolloutException;
import hewn.graph.LayerGraph;
import hewn.graph.StatedExit;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.Signature;
import hewn.inference.StoredModel;
import hewn.pipeline.DeploymentRequest;
import java.util.List;

/**
 * Looks up what is asked for, in the words of a rollout where it is not there.
 *
 * @param repository has the models
 */
public record RequestedModels(ModelRepository repository) {
    /**
     * The model, which is read if it was not.
     *
     * @param request what is wanted
     * @return it
     * @throws RolloutException if it is gone or damaged
     */
    public StoredModel model(DeploymentRequest request) throws RolloutException {
        try {
            return repository
                    .find(request.model())
                    .orElseThrow(() -> new RolloutException(
                            FailureCode.MODEL_MISSING,
                            "model " + request.model() + " is not in the repository",
                            "hand it in with 'hewn deploy PATH --model NAME'"));
        } catch (ModelException damaged) {
            throw new RolloutException(FailureCode.MODEL_DAMAGED, damaged.getMessage(), damaged.remedy(), damaged);
        }
    }

    /**
     * The signature that is asked for.
     *
     * @param model that was found
     * @param request what is wanted
     * @return it
     * @throws RolloutException if the model has none of that name
     */
    public Signature signature(StoredModel model, DeploymentRequest request) throws RolloutException {
        List<Signature> signatures = model.source().signatures();
        return signatures.stream()
                .filter(one -> one.name().equals(request.signature()))
                .findFirst()
                .orElseThrow(() -> new RolloutException(
                        FailureCode.SIGNATURE_MISSING,
                        "model " + model.id() + " has no signature '" + request.signature() + "'",
                        "choose one of "
                                + signatures.stream().map(Signature::name).toList()));
    }

    /** The layers of what is asked for. */
    LayerGraph layers(DeploymentRequest request) throws RolloutException {
        StoredModel model = model(request);
        return model.source().layers(signature(model, request).name());
    }

    /**
     * Makes sure that early exits lie where the model has layers; it reads the model only if there are any.
     *
     * @param request what is wanted
     * @throws RolloutException if one lies elsewhere, or the model is gone
     */
    public void requireExits(DeploymentRequest request) throws RolloutException {
        if (!request.exits().isEmpty()) {
            requireExits(request, model(request).source().layers(request.signature()));
        }
    }

    static void requireExits(DeploymentRequest request, LayerGraph graph) throws RolloutException {
        try {
            StatedExit.in(graph, request.exits());
        } catch (IllegalArgumentException unfit) {
            throw new RolloutException(
                    FailureCode.EXIT_UNFIT,
                    unfit.getMessage(),
                    "name layers, or positions before the end, as 'hewn plan MODEL --save FILE' writes them",
                    unfit);
        }
    }
}
