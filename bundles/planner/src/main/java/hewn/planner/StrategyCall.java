package hewn.planner;

import hewn.placement.PlacementAnswer;
import hewn.placement.PlacementProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a strategy on a thread of its own, so that one that never ends keeps nobody waiting, and in a group of its
 * own, so that threads that it leaves behind are seen.
 */
final class StrategyCall {
    /** What a strategy gets beyond its budget before it counts as hanging: it may have been about to answer. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What threads get to end after the answer: nobody waits for it unless there are some. */
    private static final Duration ENDING = Duration.ofSeconds(3);

    /** What a thread that is interrupted gets to end. */
    private static final Duration LISTENING = Duration.ofMillis(200);

    private static final int MOST_CAUSES = 8;
    private static final Logger LOG = LoggerFactory.getLogger(StrategyCall.class);

    private StrategyCall() {}

    /**
     * What became of a call.
     *
     * @param answer what the strategy answered; empty if it did not
     * @param fault what is wrong with the strategy if it did not
     */
    record Outcome(Optional<PlacementAnswer> answer, String fault) {
        static Outcome failed(String fault) {
            return new Outcome(Optional.empty(), fault);
        }

        /** What becomes of it if threads go on after it. */
        Outcome leaving(List<String> threads) {
            String left = "left threads running: " + threads;
            return failed(answer.isPresent() ? "it " + left : fault + ", and " + left);
        }
    }

    /** The caller was interrupted, which is no fault of the strategy. */
    static final class CallInterruptedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Outcome call(OfferedStrategy offered, PlacementProblem problem, Runaways runaways) {
        FutureTask<Outcome> task = new FutureTask<>(() -> ask(offered, problem));
        StrategyThreads threads = StrategyThreads.start(offered, task, runaways);
        try {
            Outcome outcome = task.get(problem.budget().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            return threads.survivors(ENDING).map(outcome::leaving).orElse(outcome);
        } catch (TimeoutException hangs) {
            return Outcome.failed(hanging(threads, problem.budget()));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a strategy's call throws nothing", impossible);
        } catch (InterruptedException interrupted) {
            threads.interrupt();
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        }
    }

    private static Outcome ask(OfferedStrategy offered, PlacementProblem problem) {
        try {
            return new Outcome(Optional.ofNullable(offered.strategy().place(problem)), "it answered null");
        } catch (Throwable thrown) { // foreign code may throw anything
            return Outcome.failed("it threw " + told(offered, thrown));
        }
    }

    private static String told(OfferedStrategy offered, Throwable thrown) {
        try {
            LOG.debug("Strategy '{}' threw", offered.name(), thrown);
            return causes(thrown);
        } catch (Throwable unspeakable) { // what it threw is foreign code, too
            return thrown.getClass().getName();
        }
    }

    /** An error in a static initializer tells nothing itself; what is beneath does. */
    private static String causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(Throwable::toString)
                .distinct()
                .collect(Collectors.joining(", because of "));
    }

    /** Nothing in Java ends a thread that does not listen. */
    private static String hanging(StrategyThreads threads, Duration budget) throws CallInterruptedException {
        threads.interrupt();
        String fault = "it did not answer within its budget of " + seconds(budget) + " and " + seconds(GRACE) + " more";
        try {
            return threads.survivors(LISTENING).isPresent()
                    ? fault + ", and does not end: it takes a processor until the gateway is restarted"
                    : fault;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1e3 + " s";
    }
}
