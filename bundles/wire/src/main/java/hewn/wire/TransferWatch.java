package hewn.wire;

import hewn.fleet.DeviceId;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Looks at frames on their way to their receiver: how fast the large ones came, and whether any are under way. Safe for
 * use by several threads.
 */
public final class TransferWatch implements FrameReceiver, Transfers {
    /** A smaller frame comes in one piece, whose time says nothing. */
    private static final long LEAST_BYTES = 64 << 10;

    private static final Duration QUIET = Duration.ofMillis(500);

    private final FrameReceiver receiver;
    private final LongSupplier nanoTime;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Listener listener = (sender, bytes, nanos) -> {};
    private volatile long lastNanos;

    /**
     * Watches a receiver.
     *
     * @param receiver is given every frame
     * @param nanoTime the clock
     */
    public TransferWatch(FrameReceiver receiver, LongSupplier nanoTime) {
        this.receiver = receiver;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong() - QUIET.toNanos();
    }

    @Override
    public void tell(Listener newListener) {
        listener = newListener;
    }

    @Override
    public boolean isIdle() {
        return underWay.get() == 0 && nanoTime.getAsLong() - lastNanos >= QUIET.toNanos();
    }

    /**
     * Takes something for under way until it has ended.
     *
     * @param work such as a request whose tensors pass
     * @return the same
     * @param <T> what it gives
     */
    public <T> CompletionStage<T> during(CompletionStage<T> work) {
        underWay.incrementAndGet();
        work.whenComplete((done, failure) -> end());
        return work;
    }

    @Override
    public CompletionStage<?> receive(Frame frame, long receiveNanos) {
        underWay.incrementAndGet();
        if (frame instanceof Frame.Tensors tensors) {
            observe(tensors, receiveNanos);
        }
        try {
            return receiver.receive(frame, receiveNanos).whenComplete((done, failure) -> end());
        } catch (RuntimeException thrown) {
            end();
            throw thrown;
        }
    }

    private void end() {
        lastNanos = nanoTime.getAsLong();
        underWay.decrementAndGet();
    }

    private void observe(Frame.Tensors frame, long receiveNanos) {
        long bytes =
                frame.tensors().values().stream().mapToLong(Tensor::sizeBytes).sum();
        if (bytes >= LEAST_BYTES && receiveNanos > 0) {
            List<Frame.Passed> passed = frame.passed();
            DeviceId sender = passed.isEmpty()
                    ? DeviceId.GATEWAY
                    : passed.get(passed.size() - 1).device();
            listener.received(sender, bytes, receiveNanos);
        }
    }
}
