package hewn.agent.stages;

import hewn.fleet.DeviceId;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import hewn.wire.Frame.Passed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request's tensors, to be computed with and handed on.
 */
final class FrameCall extends StageCall {
    private final Frame.Tensors frame;
    private final long receiveNanos;
    private final DeviceId device;
    private final LoadedStage stage;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    FrameCall(Frame.Tensors frame, long receiveNanos, long arrivedNanos, DeviceId device, LoadedStage stage) {
        super(arrivedNanos);
        this.frame = frame;
        this.receiveNanos = receiveNanos;
        this.device = device;
        this.stage = stage;
    }

    /** Completes when the sender may send another in its place. */
    CompletionStage<?> done() {
        return done;
    }

    @Override
    Map<String, Tensor> inputs() {
        return frame.tensors();
    }

    @Override
    Optional<String> misfit() {
        return new StageInputs(stage.spec()).misfit(frame.tensors());
    }

    @Override
    boolean isExpired(long nowNanos) {
        return remaining(nowNanos).isNegative();
    }

    private Duration remaining(long nowNanos) {
        return frame.remaining().minusNanos(receiveNanos + nowNanos - arrivedNanos());
    }

    @Override
    void onSuccess(Map<String, Tensor> outputs, Times times) {
        stage.statistics()
                .computed(times.computeNanos(), new StageInputs(stage.spec()).isSingleSample(frame.tensors()));
        stage.handOn(new Frame.Tensors(
                frame.generation(), frame.request(), remaining(times.endNanos()), passed(times), cutSet(outputs)));
        done.complete(null);
    }

    private List<Passed> passed(Times times) {
        List<Passed> passed = new ArrayList<>(frame.passed());
        long queueNanos = times.startNanos() - arrivedNanos();
        passed.add(new Passed(device, stage.spec().slice(), receiveNanos, queueNanos, times.computeNanos()));
        return passed;
    }

    private Map<String, Tensor> cutSet(Map<String, Tensor> outputs) {
        Map<String, Tensor> cutSet = new LinkedHashMap<>();
        stage.spec().outputs().forEach(name -> cutSet.put(name, outputs.get(name)));
        stage.spec().bypass().forEach(name -> cutSet.put(name, frame.tensors().get(name)));
        return cutSet;
    }

    @Override
    void onFailure(Frame.Cause cause, String message) {
        stage.statistics().failed();
        stage.tell(new Frame.Failure(frame.generation(), frame.request(), device, cause, message));
        done.complete(null);
    }

    @Override
    void onExceeded(String message) {
        onFailure(Frame.Cause.COMPUTATION, message);
    }
}
