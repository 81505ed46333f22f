package hewn.deployer;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.queue.Turn;
import hewn.deployer.rollout.Rollout;
import hewn.pipeline.Pipeline;

/**
 * Has the devices that would stand in for those that work pull what they would need. One that is interrupted begins again
 * once what goes before it is done.
 *
 * @param state knows what serves
 * @param queue in which it has its turn
 */
record StandBy(DeploymentState state, Rollout rollout, RolloutQueue queue) implements Turn {
    @Override
    public Rank rank() {
        return Rank.ASIDE;
    }

    @Override
    public void run() {
        state.active().map(Active::pipeline).ifPresent(this::prepare);
        if (queue.isGivingWay()) {
            queue.next(this);
        }
    }

    private void prepare(Pipeline serving) {
        rollout.prepareStandIns(serving, state.wanted(), state.places());
    }

    @Override
    public void giveWay(Runnable interrupt) {
        interrupt.run();
    }
}
