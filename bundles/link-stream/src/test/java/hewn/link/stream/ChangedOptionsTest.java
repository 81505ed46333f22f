package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.wire.FrameSender;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Other options count for what comes after, and break no connection. */
class ChangedOptionsTest {
    private final NettyTransport transport = new NettyTransport(NettyTransportTest.OPTIONS);
    private final Inbox inbox = new Inbox(false);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void newConnectionsGetOtherCreditsAndOldOnesKeepTheirs() throws Exception {
        try (TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, inbox);
                FrameSender before = connect(endpoint)) {
            awaitAll(send(before, 4));
            transport.use(with(1, 8));
            assertThat(creditsAt(endpoint)).isEqualTo(1);
            inbox.next().done().complete(null);
            awaitAll(send(before, 1));
        }
    }

    @Test
    void queuesHoldAsMuchAsTheOtherOptionsAllow() throws Exception {
        try (TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, inbox);
                FrameSender sender = connect(endpoint)) {
            awaitAll(send(sender, 4));
            send(sender, 8);
            assertThat(send(sender, 1).get(0)).isCompletedExceptionally();
            transport.use(with(4, 9));
            CompletableFuture<?> more = send(sender, 1).get(0);
            for (int i = 0; i < 13; i++) {
                inbox.next().done().complete(null);
            }
            awaitAll(List.of(more));
        }
    }

    private static StreamOptions with(int credits, int queueFrames) {
        Duration second = Duration.ofSeconds(1);
        return new StreamOptions(credits, 1 << 28, queueFrames, 1 << 28, 64, second, second, 10, 2);
    }

    private FrameSender connect(TensorEndpoint endpoint) {
        return transport.connect("127.0.0.1:" + endpoint.port());
    }

    private static int creditsAt(TensorEndpoint endpoint) throws IOException {
        try (RawPeer peer = RawPeer.connectTo(endpoint.port())) {
            for (int part = 0; part < 3; part++) {
                peer.nextInt(); // magic, version, largest frame
            }
            return peer.nextInt();
        }
    }

    private static List<CompletableFuture<?>> send(FrameSender sender, int count) {
        return Stream.iterate(0L, request -> request + 1)
                .limit(count)
                .<CompletableFuture<?>>map(
                        request -> sender.send(Frames.numbered(request)).toCompletableFuture())
                .toList();
    }

    private static void awaitAll(List<CompletableFuture<?>> written) throws Exception {
        for (CompletableFuture<?> each : written) {
            TensorTransportContract.await(each);
        }
    }
}
