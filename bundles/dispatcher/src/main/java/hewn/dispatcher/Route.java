package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome;
import hewn.pipeline.InferenceOutcome.Answer;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStatistics;
import hewn.pipeline.StageTiming;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import hewn.wire.Frame;
import hewn.wire.FrameSender;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
    private final int maxInFlight;
    private final StatisticsRecorder statistics;
    private final Map<Long, PendingRequest> inFlight = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    // Guarded by this: a request enters, or the route drains, but never both at once.
    private boolean draining;
    private Optional<String> suspension = Optional.empty();

    Route(Pipeline pipeline, FrameSender first, ScheduledExecutorService timer, int maxInFlight) {
        this.pipeline = pipeline;
        this.first = first;
        this.timer = timer;
        this.maxInFlight = maxInFlight;
        this.statistics = new StatisticsRecorder(pipeline);
        drained.thenRun(first::close);
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** Empty if the route drains: the caller looks for its successor. */
    Optional<CompletionStage<InferenceOutcome>> send(long number, Map<String, Tensor> inputs, Duration deadline) {
        PendingRequest request = new PendingRequest(number, deadline);
        Optional<Rejection> refusal;
        synchronized (this) {
            if (draining) {
                return Optional.empty();
            }
            refusal = refusal();
            if (refusal.isEmpty()) {
                inFlight.put(number, request);
            }
        }
        if (refusal.isPresent()) {
            statistics.rejected();
            return Optional.of(CompletableFuture.completedFuture(refusal.get()));
        }
        start(request, inputs);
        return Optional.of(request.outcome());
    }

    private Optional<Rejection> refusal() {
        return suspension
                .map(Rejections::unavailable)
                .or(() -> inFlight.size() < maxInFlight
                        ? Optional.empty()
                        : Optional.of(Rejections.overloaded(maxInFlight)));
    }

    private void start(PendingRequest request, Map<String, Tensor> inputs) {
        request.endsBefore(timer.schedule(
                () -> reject(request, Rejections.late(request.deadline())),
                request.deadline().toNanos(),
                TimeUnit.NANOSECONDS));
        Frame frame =
                new Frame.Tensors(pipeline.generation(), request.number(), request.remaining(), List.of(), inputs);
        first.send(frame).whenComplete((written, failure) -> {
            if (failure != null) {
                reject(request, Rejections.unavailable(failure.getMessage()));
            }
        });
    }

    void arrived(Frame.Tensors answer) {
        PendingRequest request = inFlight.get(answer.request());
        if (request == null) {
            LOG.debug("Request {} was answered after it had ended", answer.request());
            return;
        }
        Optional<String> impurity = AnswerCheck.impurity(pipeline, answer);
        if (impurity.isPresent()) {
            LOG.warn("Refused an answer of generation {}: {}", pipeline.generation(), impurity.get());
            reject(request, Rejections.impure(impurity.get()));
        } else {
            statistics.answered(request.age(), answer.passed());
            end(request, answer(answer));
        }
    }

    void failed(Frame.Failure failure) {
        PendingRequest request = inFlight.get(failure.request());
        if (request != null) {
            reject(request, Rejections.of(failure));
        }
    }

    void suspend(String reason) {
        synchronized (this) {
            suspension = Optional.of(reason);
        }
        rejectAll(Rejections.unavailable(reason));
    }

    synchronized void resume() {
        suspension = Optional.empty();
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
            timer.schedule(
                    () -> rejectAll(Rejections.unavailable("generation " + pipeline.generation() + " has ended")),
                    deadline.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        return drained;
    }

    PipelineStatistics statistics() {
        return statistics.statistics(inFlight.size());
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

    private void rejectAll(Rejection rejection) {
        inFlight.values().forEach(request -> reject(request, rejection));
    }

    private void reject(PendingRequest request, Rejection rejection) {
        if (end(request, rejection)) {
            statistics.rejected();
        }
    }

    private boolean end(PendingRequest request, InferenceOutcome outcome) {
        inFlight.remove(request.number());
        boolean first = request.end(outcome);
        completeIfDrained();
        return first;
    }

    private void completeIfDrained() {
        boolean done;
        synchronized (this) {
            done = draining && inFlight.isEmpty();
        }
        if (done) {
            drained.complete(null);
        }
    }
}
