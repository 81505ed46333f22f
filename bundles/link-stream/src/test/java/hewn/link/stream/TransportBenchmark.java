package hewn.link.stream;

import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * How long frames take over loopback, and how many bytes pass. It is no test, and not among those that every build runs:
 *
 * <pre>{@code mvn -pl :hewn.link.stream test -Dtest=TransportBenchmark}</pre>
 */
class TransportBenchmark {
    private static final int WARM_UP = 3000;
    private static final int RUNS = 5000;

    @Test
    void run() throws Exception {
        System.out.printf("%-9s %10s %10s %10s %12s%n", "bytes", "p50 us", "p90 us", "p99 us", "MB/s, 1 way");
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

    /** From the call of one thread to another thread that has waited for it, as a stage's worker does. */
    private static long[] oneWay(NettyTransport transport, int bytes, int runs) throws Exception {
        SynchronousQueue<Long> sentAt = new SynchronousQueue<>();
        long[] nanos = new long[runs];
        AtomicLong started = new AtomicLong();
        try (TensorEndpoint endpoint = transport.listen(
                        "127.0.0.1",
                        0,
                        (frame, received) -> CompletableFuture.runAsync(() -> offer(sentAt, started.get())));
                FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            Frame frame = Frames.sized(1, bytes);
            for (int i = 0; i < runs; i++) {
                started.set(System.nanoTime());
                sender.send(frame);
                long start = sentAt.poll(10, TimeUnit.SECONDS);
                nanos[i] = System.nanoTime() - start;
            }
        }
        return nanos;
    }

    private static void offer(SynchronousQueue<Long> queue, long value) {
        try {
            queue.offer(value, 10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static double throughput(NettyTransport transport, int bytes, int runs) throws Exception {
        AtomicLong arrived = new AtomicLong();
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
