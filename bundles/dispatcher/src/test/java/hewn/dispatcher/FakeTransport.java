package hewn.dispatcher;

import hewn.wire.Frame;
import hewn.wire.FrameReceiver;
import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what is sent, and delivers what a test says that a device answered. */
final class FakeTransport implements TensorTransport {
    private final BlockingQueue<Frame.Tensors> sent = new LinkedBlockingQueue<>();
    private final Queue<CompletableFuture<Void>> held = new ConcurrentLinkedQueue<>();
    private volatile Optional<IOException> broken = Optional.empty();
    private volatile boolean holding;
    private FrameReceiver receiver = (frame, nanos) -> CompletableFuture.completedFuture(null);

    @Override
    public TensorEndpoint listen(String host, int port, FrameReceiver frames) {
        receiver = frames;
        return new TensorEndpoint() {
            @Override
            public int port() {
                return 4711;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public FrameSender connect(String address) {
        return new FrameSender() {
            @Override
            public CompletionStage<?> send(Frame frame) {
                if (holding) {
                    CompletableFuture<Void> written = new CompletableFuture<>();
                    held.add(written);
                    return written;
                }
                if (broken.isPresent()) {
                    return CompletableFuture.failedFuture(broken.get());
                }
                sent.add((Frame.Tensors) frame);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {}
        };
    }

    void breakConnections(IOException why) {
        broken = Optional.of(why);
    }

    /** From now on frames wait for {@link #failHeld}. */
    void hold() {
        holding = true;
    }

    /** Fails what waits, on a thread of the network, and goes on as before. */
    void failHeld(IOException why) throws InterruptedException {
        holding = false;
        Thread network = new Thread(() -> held.forEach(written -> written.completeExceptionally(why)), "network");
        network.start();
        network.join();
    }

    void mendConnections() {
        broken = Optional.empty();
    }

    /** What was sent and not taken yet, without waiting. */
    Optional<Frame.Tensors> sentAlready() {
        return Optional.ofNullable(sent.poll());
    }

    Optional<Frame.Tensors> sentWithin(Duration patience) throws InterruptedException {
        return Optional.ofNullable(sent.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    Frame.Tensors nextSent() throws InterruptedException {
        Frame.Tensors frame = sent.poll(10, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing was sent");
        }
        return frame;
    }

    /** Completes when it was dealt with. */
    CompletionStage<?> deliver(Frame frame) {
        return deliver(frame, 0);
    }

    /** As if it had taken some time from its first to its last byte. */
    CompletionStage<?> deliver(Frame frame, long receiveNanos) {
        return receiver.receive(frame, receiveNanos);
    }

    @Override
    public LinkProbe probe(String address) {
        throw new UnsupportedOperationException("no link is probed here");
    }

    @Override
    public void close() {}
}
