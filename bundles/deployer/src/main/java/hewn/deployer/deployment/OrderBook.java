package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.canary.RunningCanary;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.OrderTurn;
import hewn.deployer.queue.RolloutQueue;
import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments.Order;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What people order of a deployment: it is carried out in its turn, and known until it serves or has failed. Safe for use by
 * several threads.
 */
public final class OrderBook {
    private final DeploymentState state;
    private final RolloutQueue queue;
    private final Attempts attempts;
    private final Succession succession;
    private final Canary canary;

    /**
     * The orders of one deployment.
     *
     * @param queue in which each has its turn
     * @param attempts carry them out
     * @param succession makes serve what is promoted
     * @param canary that may be promoted
     */
    OrderBook(DeploymentState state, RolloutQueue queue, Attempts attempts, Succession succession, Canary canary) {
        this.state = state;
        this.queue = queue;
        this.attempts = attempts;
        this.succession = succession;
        this.canary = canary;
    }

    /**
     * Someone wants this, now; what was ordered before and still waits is not wanted any more.
     *
     * @param request what is wanted
     * @param generation that was begun for it
     * @param proposal where it is to run
     */
    public void order(DeploymentRequest request, GenerationRecord generation, Proposal proposal) {
        queue.order(new OrderTurn(generation, order -> attempts.order(order, request, proposal)));
    }

    /**
     * What is tried serves from now on, in one step: its slices are loaded already.
     *
     * @return its generation; empty if nothing is tried
     * @throws IOException if that can't be written down
     * @throws InterruptedException if the deployment is closed
     */
    public Optional<GenerationRecord> promote() throws IOException, InterruptedException {
        Optional<RunningCanary> tried;
        synchronized (state) {
            tried = canary.running();
            if (tried.isPresent()) {
                succession.switchTo(tried.get().request(), tried.get().active());
                state.ordered(tried.get().generation().number());
                canary.promoted();
            }
        }
        tried.ifPresent(promoted -> attempts.served(Optional.empty()));
        return tried.map(RunningCanary::generation);
    }

    /**
     * The last that was ordered and neither serves yet nor failed.
     *
     * @return the number of its generation; empty if there is none
     */
    public OptionalLong onItsWay() {
        return queue.ordered().stream()
                .mapToLong(order -> order.generation().number())
                .max();
    }

    /**
     * The last order that stands: one that is on its way, else the one by which it serves.
     *
     * @return it; empty if it never served and nothing is on its way
     */
    public Optional<Order> last() {
        synchronized (state) {
            return queue.ordered().stream()
                    .reduce((former, last) -> last)
                    .map(OrderTurn::generation)
                    .map(begun -> new Order(begun.number(), begun.status().model()))
                    .or(state::order);
        }
    }

    /**
     * A device holds nothing any more, for its process ended in order or is a new one. To be called before those who wait
     * for replies of the former one are told.
     *
     * @param device which one
     */
    public void deviceEmptied(DeviceId device) {
        queue.ordered().forEach(order -> order.emptied(device));
    }

    /**
     * Whether an order that is on its way was to run on a device.
     *
     * @param device which one
     * @return by its last plan
     */
    public boolean uses(DeviceId device) {
        return queue.ordered().stream().anyMatch(order -> order.devices().contains(device));
    }
}
