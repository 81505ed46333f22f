package hewn.link.stream;

import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How long frames take over loopback, and how many bytes pass. It is no test, and not among those that every build runs:
 *
 * <pre>{@code mvn -pl :hewn.link.stream test -Dtest=TransportBenchmark}</pre>
 */
class TransportBenchmark {
    private static final int WARM_UP = 10_000;
    private static final int RUNS = 10_000;

    @Test
    void run() throws Exception {
        System.out.printf("%-9s %10s %10s %10s %12s%n", "bytes", "p50 us", "p90 us", "p99 us", "MB/s");
        for (int bytes : new int[] {64, 1_000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            measure(bytes);
        }
    }

    private static void measure(int bytes) throws Exception {
        int runs = Math.max(100, Math.min(RUNS, 500_000_000 / bytes));
        int warmUp = Math.min(WARM_UP, 2 * runs);
        NettyTransport transport = new NettyTransport(StreamOptions.DEFAULT);
        long[] nanos = oneWay(transport, bytes, warmUp + runs);
        double rate = throughput(transport, bytes, runs);
        transport.close();
        long[] measured = Arrays.copyOfRange(nanos, warmUp, nanos.length);
        Arrays.sort(measured);
        System.out.printf(
                "%-9d %10.1f %10.1f %10.1f %12.0f%n",
                bytes, micros(measured, 0.5), micros(measured, 0.9), micros(measured, 0.99), rate);
    }

    /** From one thread, that sends, to the same thread, that waits: two hand-offs and one passage. */
    private static long[] oneWay(NettyTransport transport, int bytes, int runs) throws Exception {
        BlockingQueue<Frame> arrivals = new LinkedBlockingQueue<>();
        long[] nanos = new long[runs];
        try (TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, (frame, received) -> {
                    arrivals.add(frame);
                    return CompletableFuture.completedFuture(null);
                });
                FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            Frame frame = Frames.sized(1, bytes);
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                sender.send(frame);
                arrivals.take();
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static double throughput(NettyTransport transport, int bytes, int runs) throws Exception {
        AtomicInteger arrived = new AtomicInteger();
        CompletableFuture<Void> all = new CompletableFuture<>();
        try (TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, (frame, received) -> {
                    if (arrived.incrementAndGet() == runs) {
                        all.complete(null);
                    }
                    return CompletableFuture.completedFuture(null);
                });
                FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            Frame frame = Frames.sized(1, bytes);
            long start = System.nanoTime();
            for (int i = 0; i < runs; i++) {
                CompletableFuture<?> written = sender.send(frame).toCompletableFuture();
                if (i % 16 == 15) {
                    written.get(20, TimeUnit.SECONDS);
                }
            }
            all.get(60, TimeUnit.SECONDS);
            return 1e3 * bytes * runs / (System.nanoTime() - start);
        }
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))] / 1e3;
    }
}
