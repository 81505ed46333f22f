package hewn.deployer.order;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.deployment.Deployment;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.plan.Proposal;
import hewn.inference.ModelException;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people order of what serves.
 *
 * @param check refuses what can't be done
 * @param canaries that may stand in the way
 * @param wayBack knows what to go back to
 * @param generations begins generations
 * @param deployed what is wanted by now
 * @param afterUndeploying is run when the devices need less
 */
public record Orders(
        OrderCheck check,
        CanaryOrders canaries,
        WayBack wayBack,
        Generations generations,
        DeployedModels deployed,
        Runnable afterUndeploying) {
    /**
     * Begins a generation of what is wanted.
     *
     * @param request what to deploy, and how
     * @return the new generation
     * @throws ModelException if that can't be done
     */
    public GenerationStatus deploy(DeploymentRequest request) throws ModelException {
        check.require(request);
        GenerationRecord generation = generations.begin(request.model());
        deployed.of(request, generation.number()).orders().order(request, generation, Proposal.NONE);
        return generation.status();
    }

    /**
     * Begins a generation of what was deployed before.
     *
     * @param model the name of a model
     * @return the new generation; empty if nothing is deployed
     * @throws ModelException if there is no way back, or it is not clear what to
     */
    public Optional<GenerationStatus> rollback(String model) throws ModelException {
        synchronized (wayBack) { // of two at once, one is first
            canaries.requireNone(model);
            Optional<Deployment> deployment = deployed.find(model);
            return deployment.isPresent() ? Optional.of(rollback(model, deployment.get())) : Optional.empty();
        }
    }

    /**
     * The same, if a certain generation is what serves.
     *
     * @param model the name of a model
     * @param replaced the number of the generation that is to be replaced
     * @return the new generation; empty if nothing is deployed
     * @throws ModelException as {@link #rollback(String)} does, and if another generation serves
     */
    public Optional<GenerationStatus> rollback(String model, long replaced) throws ModelException {
        synchronized (wayBack) {
            wayBack.requireServes(model, replaced);
            return rollback(model);
        }
    }

    private GenerationStatus rollback(String model, Deployment deployment) throws ModelException {
        OptionalLong ordered = deployment.orders().onItsWay();
        if (ordered.isPresent()) {
            throw new ModelException(
                    model,
                    "has generation " + ordered.getAsLong() + " on its way, so what came before is not settled",
                    "wait until it serves or has failed, then roll back; 'hewn status' tells");
        }
        JournalEntry former = wayBack.require(model);
        DeploymentRequest request = former.toRequest();
        check.require(request);
        GenerationRecord generation = generations.begin(request.model());
        deployment.orders().order(request, generation, Proposal.again(former.toStages()));
        return generation.status();
    }

    /**
     * Ends what serves a model, and what is on its way to.
     *
     * @param model the name of a model
     * @return whether there was anything
     */
    public boolean undeploy(String model) {
        Optional<Deployment> found = deployed.find(model);
        try {
            if (found.isEmpty() || !found.get().end()) {
                return false;
            }
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
        Deployment ended = found.get();
        deployed.remove(model, ended);
        ended.retireAll().join();
        afterUndeploying.run();
        return true;
    }
}
