package hewn.agent.stages;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A call that nobody wants the result of, but that makes the next ones fast.
 */
final class WarmCall extends StageCall {
    private final Map<String, Tensor> inputs;
    private final CompletableFuture<Times> done = new CompletableFuture<>();

    WarmCall(Map<String, Tensor> inputs, long arrivedNanos) {
        super(arrivedNanos);
        this.inputs = inputs;
    }

    /** Waits for its end, which comes for sure: the stage gives up calls that hang. */
    Times await() throws RefusalException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw (RefusalException) failed.getCause();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusalException(Refusal.RUN_FAILED, "the agent stops");
        }
    }

    @Override
    Map<String, Tensor> inputs() {
        return inputs;
    }

    @Override
    Optional<String> misfit() {
        return Optional.empty();
    }

    /** A first call may take a hundred times as long as the next: no request waits for it. */
    @Override
    boolean takesTurn() {
        return false;
    }

    @Override
    boolean isExpired(long nowNanos) {
        return false;
    }

    @Override
    void onSuccess(Map<String, Tensor> outputs, Times times) {
        done.complete(times);
    }

    @Override
    void onFailure(Frame.Cause cause, String message) {
        Refusal code = cause == Frame.Cause.NOT_LOADED ? Refusal.NOT_LOADED : Refusal.RUN_FAILED;
        done.completeExceptionally(new RefusalException(code, message));
    }

    @Override
    void onExceeded(String message) {
        done.completeExceptionally(new RefusalException(Refusal.RUN_LIMIT, message));
    }
}
