package hewn.planner;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import hewn.placement.PlacementStrategy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a strategy on a thread of its own, so that one that never ends keeps nobody waiting.
 */
final class StrategyCall {
    /** What a strategy gets beyond its budget before it counts as hanging: it may have been about to answer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private StrategyCall() {}

    /**
     * What became of a call.
     *
     * @param answer what the strategy answered; empty if it did not
     * @param fault what is wrong with the strategy if it did not
     */
    record Outcome(Optional<PlacementAnswer> answer, String fault) {}

    /** The caller was interrupted, which is no fault of the strategy. */
    static final class CallInterruptedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Outcome call(OfferedStrategy offered, PlacementProblem problem) {
        PlacementStrategy strategy = offered.strategy();
        FutureTask<PlacementAnswer> task = new FutureTask<>(() -> strategy.place(problem));
        Thread thread = new Thread(task, "strategy-" + offered.name());
        thread.setDaemon(true);
        thread.start();
        try {
            PlacementAnswer answer = task.get(problem.budget().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            return new Outcome(Optional.ofNullable(answer), "it answered null");
        } catch (TimeoutException hangs) {
            task.cancel(true);
            return new Outcome(Optional.empty(), "it did not answer within " + problem.budget());
        } catch (ExecutionException thrown) { // foreign code may throw anything
            return new Outcome(Optional.empty(), "it threw " + thrown.getCause());
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        }
    }
}
