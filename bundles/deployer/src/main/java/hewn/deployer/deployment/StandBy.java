package hewn.deployer.deployment;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.StandIn;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.queue.Turn;
import hewn.deployer.rollout.SliceShipping;
import hewn.inference.Slice;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Pipeline;
import hewn.placement.PlacementProblem;
import hewn.placement.Stage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the devices that would stand in for those that work pull what they would need: should one be lost, nothing is to be
 * shipped. Nobody waits for that, and where it fails nothing is lost but time. One that is interrupted begins again once
 * what goes before it is done.
 *
 * @param state knows what serves
 * @param placer states what would have to be placed
 * @param shipping brings slices to devices
 * @param queue in which it has its turn
 */
record StandBy(DeploymentState state, Placer placer, SliceShipping shipping, RolloutQueue queue) implements Turn {
    private static final Logger LOG = LoggerFactory.getLogger(StandBy.class);

    @Override
    public Rank rank() {
        return Rank.ASIDE;
    }

    @Override
    public void run() {
        state.active().map(Active::pipeline).ifPresent(serving -> prepare(serving, state.wanted(), state.places()));
        if (queue.isGivingWay()) {
            queue.next(this);
        }
    }

    private void prepare(Pipeline serving, DeploymentRequest wanted, List<Stage> places) {
        try {
            PlacementProblem problem = placer.problem(wanted);
            for (int i = 0; i < places.size(); i++) {
                Slice slice = serving.stages().get(i).slice();
                StandIn.after(problem, places, i).ifPresent(standIn -> shipping.shipAhead(standIn, slice));
            }
        } catch (RolloutException obstacle) {
            LOG.debug("Nothing stands by for {}: {}", wanted.model(), obstacle.getMessage());
        }
    }

    @Override
    public void giveWay(Runnable interrupt) {
        interrupt.run();
    }
}
