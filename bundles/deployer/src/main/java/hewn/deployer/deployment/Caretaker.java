package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.plan.Placer;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.Repairs;
import hewn.deployer.review.Moves;
import hewn.deployer.review.Reviews;

/**
 * What is done for a deployment though nobody asks for it: repairs begin when they are due, a canary that fares badly ends,
 * and what serves moves where that gains something.
 *
 * @param state of the deployment
 * @param placer knows whether a device stands by
 * @param repairs tell what is due
 * @param adoption knows which devices were not heard of
 * @param canary that may be tried
 * @param rest tells whether there is nothing else to do
 * @param moves are made then
 * @param reviews find them
 */
record Caretaker(
        DeploymentState state,
        Placer placer,
        Repairs repairs,
        Adoption adoption,
        Canary canary,
        Rest rest,
        Moves moves,
        Reviews reviews) {
    /** Called several times a second. */
    void tick() {
        repairs.cutOff().tick();
        synchronized (state) {
            repairIfDue();
            canary.tick();
        }
        if (!rest.getAsBoolean()) {
            moves.giveWay();
        } else if (!moves.isUnderWay()) {
            reviews.tick();
        }
    }

    /** A device is dead: it is not waited for if another one stands by. */
    void replaceAtOnce() {
        if (placer.isReplaceable(state.wanted(), state.places())) {
            repairs.schedule().expedite();
            repairIfDue();
        }
    }

    private void repairIfDue() {
        synchronized (state) {
            if (!state.isClosed() && repairs.schedule().isDue()) {
                repairs.watch().giveUp(adoption.takeUnseen());
                repairs.schedule().begin();
            }
        }
    }
}
