package hewn.link.probe;

import hewn.wire.FrameReceiver;
import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Links of a fixed speed: 10 ms there and back, then a megabyte per second up and two down. */
final class FakeTransport implements TensorTransport {
    static final long ROUND_TRIP_NANOS = 10_000_000;
    static final double UP = 1e6;
    static final double DOWN = 2e6;

    final List<String> probed = new ArrayList<>();
    Runnable onProbe = () -> {};
    boolean broken;
    boolean silent;

    @Override
    public LinkProbe probe(String address) {
        probed.add(address);
        onProbe.run();
        return new LinkProbe() {
            @Override
            public CompletionStage<Duration> exchange(int sendBytes, int receiveBytes) {
                if (silent) {
                    return new CompletableFuture<>();
                }
                double flowing = (sendBytes - LEAST_SENT) / UP + receiveBytes / DOWN;
                return broken
                        ? CompletableFuture.failedFuture(new IOException("broken"))
                        : CompletableFuture.completedFuture(
                                Duration.ofNanos(ROUND_TRIP_NANOS + (long) (flowing * 1e9)));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public TensorEndpoint listen(String host, int port, FrameReceiver receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FrameSender connect(String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
