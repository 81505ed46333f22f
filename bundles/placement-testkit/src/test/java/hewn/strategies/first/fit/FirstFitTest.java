package hewn.strategies.first.fit;

import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.testkit.PlacementStrategyContractTest;

class FirstFitTest extends PlacementStrategyContractTest {
    @Override
    protected PlacementStrategy strategy() {
        return new FirstFit();
    }

    /** It tries one order of the devices and looks at nothing but memory. */
    @Override
    protected boolean mayMiss(PlacementProblem problem) {
        return true;
    }
}
