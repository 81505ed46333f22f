package hewn.dispatcher;

import hewn.pipeline.CutOff;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.StageTiming;
import hewn.pipeline.Suspension;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.FrameTooLargeException;
import hewn.wire.QueueFullException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way through one generation, and the requests that are on it.
 */
final class Route {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);

    private final Pipeline pipeline;
    private final FrameSender first;
    private final ScheduledExecutorService timer;
    private final Executor completions;
    private final StatisticsRecorder statistics;
    private final RecentExecutions recent = new RecentExecutions();
    private final HopWatch hops;
    private final Map<Long, Execution> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    // Guarded by this: an execution enters, or the route drains, but never both at once.
    private boolean draining;
    private Optional<Suspension> suspension = Optional.empty();

    /**
     * Begins with no request.
     *
     * @param pipeline the generation
     * @param first leads to its first device
     * @param timer ends its draining
     * @param completions goes on with what could not be sent, for that is told by threads that do input and output
     * @param hops notices a device that nothing gets to
     */
    Route(Pipeline pipeline, FrameSender first, ScheduledExecutorService timer, Executor completions, HopWatch hops) {
        this.pipeline = pipeline;
        this.first = first;
        this.timer = timer;
        this.completions = completions;
        this.statistics = new StatisticsRecorder(pipeline);
        this.hops = hops;
        drained.thenRun(first::close);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** What becomes of an execution that is to be sent here. */
    sealed interface Entry {
        /** It is under way. */
        record Entered() implements Entry {}

        /** Not now. */
        record Closed(Suspension suspension) implements Entry {}

        /** Never again: the caller looks for a successor. */
        record Ended() implements Entry {}
    }

    synchronized Entry enter(Execution execution) {
        if (draining) {
            return new Entry.Ended();
        }
        if (suspension.isPresent()) {
            return new Entry.Closed(suspension.get());
        }
        underWay.put(execution.number(), execution);
        return new Entry.Entered();
    }

    /** Sends what has entered. */
    void start(Execution execution) {
        if (execution.repetition()) {
            statistics.repeated();
        }
        PendingRequest request = execution.request();
        Frame frame = new Frame.Tensors(
                pipeline.generation(),
                execution.number(),
                request.remaining(),
                List.of(),
                request.asked().inputs());
        first.send(frame).whenComplete((written, failure) -> {
            if (failure != null) {
                handOver(() -> unsent(execution, failure));
            }
        });
    }

    private void handOver(Runnable unsent) {
        try {
            completions.execute(unsent);
        } catch (RejectedExecutionException closing) {
            LOG.trace("what could not be sent was rejected as the dispatcher closed", closing);
        }
    }

    private void unsent(Execution execution, Throwable failure) {
        if (!forget(execution)) {
            return;
        }
        if (failure instanceof FrameTooLargeException tooLarge) {
            refuse(execution, Rejections.invalid(tooLarge.getMessage()));
        } else {
            if (!(failure instanceof QueueFullException)) {
                hops.unsent(failure.getMessage());
            }
            lose(execution, Loss.unsent(failure.getMessage()));
        }
    }

    void arrived(Frame.Tensors answer) {
        hops.forget();
        Execution execution = underWay.get(answer.request());
        if (execution == null || !forget(execution)) {
            LOG.debug("Execution {} was answered after it had ended", answer.request());
            return;
        }
        PendingRequest request = execution.request();
        Optional<String> impurity = PurityCheck.impurity(pipeline, answer);
        if (impurity.isPresent()) {
            LOG.warn("Refused an answer of generation {}: {}", pipeline.generation(), impurity.get());
            refuse(execution, Rejections.impure(impurity.get()));
        } else if (request.claim()) {
            statistics.answered(request.age(), answer.passed());
            recent.answered(execution);
            request.doubt().ifPresent(Route::countFailure);
            request.complete(answer(answer));
        }
    }

    void failed(Frame.Failure failure) {
        if (failure.cause() == Frame.Cause.NEXT_UNREACHABLE) {
            hops.notHandedOn(failure.device(), Rejections.message(failure));
        } else {
            hops.cameFrom(failure.device());
        }
        Execution execution = underWay.get(failure.request());
        if (execution == null || !forget(execution)) {
            return;
        }
        Loss.of(failure)
                .ifPresentOrElse(loss -> lose(execution, loss), () -> refuse(execution, Rejections.of(failure)));
    }

    private void lose(Execution execution, Loss loss) {
        recent.failed(execution);
        execution.lose(loss);
    }

    /** What was only tried here is not rejected: the slices that serve may do better. */
    private void refuse(Execution execution, Rejection rejection) {
        count(execution, rejection.reason());
        if (execution.trial()) {
            statistics.rejected();
            execution.lose(Loss.failedOnTrial(rejection.message()));
        } else {
            reject(execution.request(), rejection);
        }
    }

    /** What may be the client's own fault does not count, or not yet. */
    private void count(Execution execution, Reason reason) {
        switch (reason) {
            case INVALID_ARGUMENT -> execution.request().doubt(execution);
            case DEADLINE_EXCEEDED -> recent.late(execution);
            default -> recent.failed(execution);
        }
    }

    /** It called inputs invalid of which others made an answer. */
    private static void countFailure(Execution wrong) {
        wrong.route().recent.failed(wrong);
    }

    void suspend(Suspension why) {
        synchronized (this) {
            suspension = Optional.of(why);
        }
        hops.forget();
        abandonAll(why.reason());
    }

    void resume() {
        hops.forget();
        synchronized (this) {
            suspension = Optional.empty();
        }
    }

    /** A device that nothing gets to any more, while something is sent. */
    Optional<CutOff> cutOff() {
        return isAvailable() ? hops.cutOff() : Optional.empty();
    }

    synchronized Optional<Suspension> suspension() {
        return suspension;
    }

    synchronized boolean isAvailable() {
        return !draining && suspension.isEmpty();
    }

    CompletionStage<Void> drain(Duration deadline) {
        synchronized (this) {
            draining = true;
        }
        completeIfDrained();
        if (!drained.isDone()) {
            timer.schedule(() -> abandonAll(hasEnded()), deadline.toNanos(), TimeUnit.NANOSECONDS);
        }
        return drained;
    }

    String hasEnded() {
        return "generation " + pipeline.generation() + " has ended";
    }

    RecentExecutions recent() {
        return recent;
    }

    /** The ages of those that have not ended. */
    List<Duration> underWayLongerThan(Duration age) {
        return underWay.values().stream()
                .map(Execution::age)
                .filter(longer -> longer.compareTo(age) > 0)
                .toList();
    }

    PipelineStatistics statistics(int waiting) {
        return statistics.statistics(underWay.size(), waiting);
    }

    void countRejection() {
        statistics.rejected();
    }

    private Answer answer(Frame.Tensors frame) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (TensorSpec output : pipeline.signature().outputs()) {
            outputs.put(output.name(), frame.tensors().get(output.name()));
        }
        List<StageTiming> timings = frame.passed().stream()
                .map(p -> new StageTiming(
                        p.device(),
                        Duration.ofNanos(p.receiveNanos()),
                        Duration.ofNanos(p.queueNanos()),
                        Duration.ofNanos(p.computeNanos())))
                .toList();
        return new Answer(pipeline.model(), pipeline.generation(), outputs, timings);
    }

    private void abandonAll(String reason) {
        underWay.values().forEach(execution -> {
            if (forget(execution)) {
                execution.lose(Loss.abandoned(reason));
            }
        });
    }

    /** Rejects a request that is executed here, unless it has its outcome. */
    void reject(PendingRequest request, Rejection rejection) {
        if (request.claim()) {
            statistics.rejected();
            request.complete(rejection);
        }
    }

    /** It is not waited for any longer. */
    void giveUp(Execution execution) {
        if (forget(execution)) {
            refuse(execution, Rejections.late(execution.age()));
        }
    }

    /** Its request has its outcome. */
    void leave(Execution execution) {
        if (forget(execution)) {
            recent.late(execution); // its deadline passed here
        }
    }

    /**
     * Whatever comes of it from now on is ignored.
     *
     * @return whether it was under way: the caller decides what becomes of its request
     */
    boolean forget(Execution execution) {
        boolean wasUnderWay = underWay.remove(execution.number(), execution);
        completeIfDrained();
        return wasUnderWay;
    }

    private void completeIfDrained() {
        boolean done;
        synchronized (this) {
            done = draining && underWay.isEmpty();
        }
        if (done) {
            drained.complete(null);
        }
    }
}
