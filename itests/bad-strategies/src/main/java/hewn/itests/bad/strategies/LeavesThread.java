package hewn.itests.bad.strategies;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Component;

/** Answers well, and leaves a thread behind that goes on until it is interrupted. */
@Component
@StrategyName("leaves-thread")
public final class LeavesThread implements PlacementStrategy {
    @Override
    public PlacementAnswer place(PlacementProblem problem) {
        new Thread(LeavesThread::idle, "left-behind").start();
        return EqualParts.of(problem);
    }

    private static void idle() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }
}
