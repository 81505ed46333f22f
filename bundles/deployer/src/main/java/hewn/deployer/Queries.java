package hewn.deployer;

import hewn.deployer.deployment.DeployedModels;
import hewn.deployer.deployment.Deployment;
import hewn.deployer.deployment.OrderBook;
import hewn.deployer.generation.GenerationBoard;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.order.OrderCheck;
import hewn.deployer.order.WayBack;
import hewn.deployer.plan.Placer;
import hewn.inference.ModelException;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments.Order;
import hewn.pipeline.Deployments.Watch;
import hewn.pipeline.GenerationStatus;
import hewn.placement.PlacementProblem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What people are told; nothing is changed by that.
 *
 * @param board has the generations
 * @param deployed what is wanted
 * @param wayBack knows what one could go back to
 * @param placer states what would have to be placed
 * @param restored completes when all is known again that served before
 */
record Queries(
        GenerationBoard board,
        DeployedModels deployed,
        WayBack wayBack,
        Placer placer,
        CompletableFuture<Void> restored) {
    List<GenerationStatus> generations() {
        return board.all();
    }

    Optional<GenerationStatus> generation(long number) {
        return board.find(number);
    }

    Watch watch(Consumer<GenerationStatus> listener) {
        return board.watch(listener);
    }

    boolean isRestored() {
        return restored.isDone();
    }

    OptionalLong wantedSince(String model) {
        return deployed.find(model).stream().mapToLong(Deployment::since).findFirst();
    }

    Optional<ModelId> former(String model) {
        return wayBack.version(model);
    }

    Optional<Order> lastOrder(String model) {
        return deployed.find(model).map(Deployment::orders).flatMap(OrderBook::last);
    }

    PlacementProblem problem(DeploymentRequest request) throws ModelException {
        try {
            return placer.problem(request);
        } catch (RolloutException failure) {
            throw OrderCheck.refused(request, failure);
        }
    }
}
