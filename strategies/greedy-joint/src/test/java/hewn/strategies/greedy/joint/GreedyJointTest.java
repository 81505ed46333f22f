package hewn.strategies.greedy.joint;

import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.PlacementStrategyContractTest;

class GreedyJointTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new GreedyJoint(false);
    }

    /** Every device is taken to be as small as some device is; a model that fits one device is placed on one. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return !fitsOneDevice(problem);
    }
}
