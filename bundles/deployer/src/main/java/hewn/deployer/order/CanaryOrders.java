package hewn.deployer.order;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.deployment.Deployment;
import hewn.deployer.journal.Journal;
import hewn.inference.ModelException;
import hewn.inference.Signature;
import hewn.pipeline.Canaries;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.util.Optional;

/**
 * What people order of canaries.
 *
 * @param check refuses what can't be done
 * @param pipelines knows what serves
 * @param deployed what is wanted
 */
public record CanaryOrders(OrderCheck check, PipelineSwitch pipelines, DeployedModels deployed) implements Canaries {
    @Override
    public GenerationStatus tryOut(DeploymentRequest request, CanaryTerms terms) throws ModelException {
        Signature tried = check.require(request);
        Deployment deployment = deployed.find(request.model().name())
                .filter(Deployment::isServing)
                .orElseThrow(() -> new ModelException(
                        request.model().name(),
                        "does not serve, so there is nothing to try a canary beside",
                        "deploy it without a share, or wait until it serves"));
        requireSameCall(request, tried);
        return deployment.canary().order(request, terms).status();
    }

    /** A client that leaves the choice must be able to call either. */
    private void requireSameCall(DeploymentRequest request, Signature tried) throws ModelException {
        Optional<Signature> stable = pipelines.serving(request.model().name()).map(Pipeline::signature);
        if (stable.isPresent() && !CallForm.of(stable.get()).equals(CallForm.of(tried))) {
            throw new ModelException(
                    request.model().toString(),
                    "takes and gives " + CallForm.of(tried) + ", but what serves " + CallForm.of(stable.get())
                            + ", so clients can't call either",
                    "deploy it under another name, or without a share");
        }
    }

    @Override
    public GenerationStatus promote(String model) throws ModelException {
        Deployment deployment = requireDeployed(model);
        try {
            return deployment
                    .orders()
                    .promote()
                    .orElseThrow(() -> noCanary(model, "that serves"))
                    .status();
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw noCanary(model, "any more");
        }
    }

    @Override
    public GenerationStatus endCanary(String model) throws ModelException {
        return requireDeployed(model)
                .canary()
                .end("the canary was ended; what served before goes on")
                .orElseThrow(() -> noCanary(model, "to end"))
                .status();
    }

    @Override
    public boolean hasCanary(String model) {
        return deployed.find(model)
                .filter(deployment -> deployment.canary().isPresent())
                .isPresent();
    }

    /** A way back is for what serves; what is tried beside it is ended, or serves, before. */
    void requireNone(String model) throws ModelException {
        if (hasCanary(model)) {
            throw new ModelException(
                    model,
                    "has a canary, so it is not clear what is to be rolled back",
                    "end the canary with 'hewn rollback " + model + " --canary', or make it serve with 'hewn promote "
                            + model + "'");
        }
    }

    private Deployment requireDeployed(String model) throws ModelException {
        return deployed.find(model)
                .orElseThrow(() -> new ModelException(
                        model,
                        "is not deployed, so it has no canary",
                        "check its name; 'hewn status' tells what is deployed"));
    }

    private static ModelException noCanary(String model, String which) {
        return new ModelException(
                model, "has no canary " + which, "'hewn deploy --model " + model + " --canary 10%' begins one");
    }
}
