package hewn.link.probe;

import hewn.fleet.DeviceId;
import hewn.tensor.Tensor;
import hewn.wire.Frame;
import hewn.wire.FrameReceiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Looks at frames on their way to their receiver: how fast the large ones came, and whether any are under way. Safe for
 * use by several threads.
 */
public final class TransferWatch implements FrameReceiver {
    /** A smaller frame comes in one piece, whose time says nothing. */
    private static final long LEAST_BYTES = 64 << 10;

    private static final Duration QUIET = Duration.ofMillis(500);

    private final FrameReceiver receiver;
    private final LongSupplier nanoTime;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Listener listener = (sender, bytes, nanos) -> {};
    private volatile long lastNanos;

    /** Is told of transfers. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A large frame was received. It is called by an I/O thread and must return at once.
         *
         * @param sender of the bytes
         * @param bytes how many
         * @param nanos from the first to the last of them, in nanoseconds
         */
        void received(DeviceId sender, long bytes, long nanos);
    }

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

    /**
     * Tells of transfers from now on.
     *
     * @param newListener replaces the one before
     */
    public void tell(Listener newListener) {
        listener = newListener;
    }

    /**
     * Tells whether nothing is under way.
     *
     * @return whether no frame is being worked on, and none was for half a second
     */
    public boolean isIdle() {
        return underWay.get() == 0 && nanoTime.getAsLong() - lastNanos >= QUIET.toNanos();
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
