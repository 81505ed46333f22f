package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Component;

/** Waits for what never comes, until it is interrupted. */
@Component
@StrategyName("sleeps-for-ever")
public final class SleepsForEver implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("it was woken");
    }
}
