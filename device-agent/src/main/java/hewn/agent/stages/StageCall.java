package hewn.agent.stages;

import hewn.tensor.Tensor;
import hewn.wire.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call of a stage, which is answered exactly once: what comes later is ignored.
 */
abstract class StageCall {
    private final AtomicBoolean answered = new AtomicBoolean();
    private final long arrivedNanos;

    /**
     * A call that has just arrived.
     *
     * @param arrivedNanos when, by the clock of the stage
     */
    StageCall(long arrivedNanos) {
        this.arrivedNanos = arrivedNanos;
    }

    final long arrivedNanos() {
        return arrivedNanos;
    }

    /** What to compute with. */
    abstract Map<String, Tensor> inputs();

    /** What is wrong with what to compute with, for people; empty if it fits. */
    abstract Optional<String> misfit();

    /** Whether it waits for its turn among the calls of all stages. */
    boolean takesTurn() {
        return true;
    }

    /** Whether nobody waits for the result any more. */
    abstract boolean isExpired(long nowNanos);

    final void succeed(Map<String, Tensor> outputs, Times times) {
        if (answered.compareAndSet(false, true)) {
            onSuccess(outputs, times);
        }
    }

    final void fail(Frame.Cause cause, String message) {
        if (answered.compareAndSet(false, true)) {
            onFailure(cause, message);
        }
    }

    final void exceed(String message) {
        if (answered.compareAndSet(false, true)) {
            onExceeded(message);
        }
    }

    abstract void onSuccess(Map<String, Tensor> outputs, Times times);

    abstract void onFailure(Frame.Cause cause, String message);

    /** It took longer than a call may take. */
    abstract void onExceeded(String message);

    /**
     * When a call was computed.
     *
     * @param startNanos when its turn came
     * @param endNanos when it was done
     */
    record Times(long startNanos, long endNanos) {
        long computeNanos() {
            return endNanos - startNanos;
        }
    }
}
