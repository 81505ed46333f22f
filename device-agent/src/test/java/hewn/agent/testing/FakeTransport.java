package hewn.agent.testing;

import hewn.wire.Frame;
import hewn.wire.FrameReceiver;
import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the frames that are sent, by address. */
public final class FakeTransport implements TensorTransport {
    private final Map<String, BlockingQueue<Frame>> sent = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<CompletableFuture<Void>>> unwritten = new ConcurrentHashMap<>();
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private final Set<String> slow = ConcurrentHashMap.newKeySet();

    /** Waits for the next frame that is sent to an address. */
    public Frame next(String address) throws InterruptedException {
        Frame frame = queue(sent, address).poll(20, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing was sent to " + address);
        }
        return frame;
    }

    /** How many frames that were sent to an address were not looked at. */
    public int pending(String address) {
        return queue(sent, address).size();
    }

    public void makeUnreachable(String address) {
        unreachable.add(address);
    }

    /** Frames to an address are not written until {@link #write}. */
    public void makeSlow(String address) {
        slow.add(address);
    }

    /** Writes one frame to a slow address. */
    public void write(String address) throws InterruptedException {
        CompletableFuture<Void> written = queue(unwritten, address).poll(20, TimeUnit.SECONDS);
        if (written == null) {
            throw new AssertionError("nothing waits for " + address);
        }
        written.complete(null);
    }

    private static <T> BlockingQueue<T> queue(Map<String, BlockingQueue<T>> queues, String address) {
        return queues.computeIfAbsent(address, key -> new LinkedBlockingQueue<>());
    }

    @Override
    public TensorEndpoint listen(String host, int port, FrameReceiver receiver) throws IOException {
        if (port == 1) {
            throw new IOException("can't listen at " + host + ":" + port + ": already in use");
        }
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
                if (unreachable.contains(address)) {
                    return CompletableFuture.failedStage(new IOException("can't connect to " + address));
                }
                CompletableFuture<Void> written = new CompletableFuture<>();
                if (slow.contains(address)) {
                    queue(unwritten, address).add(written);
                } else {
                    written.complete(null);
                }
                queue(sent, address).add(frame);
                return written;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public LinkProbe probe(String address) {
        throw new UnsupportedOperationException("no link is probed here");
    }

    @Override
    public void close() {}
}
