package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.link.stream.Inbox.Arrival;
import hewn.wire.Frame;
import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.QueueFullException;
import hewn.wire.TensorTransport;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every transport of tensors does. */
abstract class TensorTransportContract {
    private static final String HOST = "127.0.0.1";

    private final TensorTransport transport = create();
    private final Inbox inbox = new Inbox(true);

    /** A transport with 4 credits and room for 8 frames in a sender's queue. */
    abstract TensorTransport create();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void carriesFramesAsTheyAreInOrder() throws Exception {
        List<Frame> sent = new ArrayList<>();
        try (TensorEndpoint endpoint = listen(inbox);
                FrameSender sender = connect(endpoint)) {
            for (int i = 0; i < 50; i++) {
                Frame frame = i % 2 == 0 ? Frames.sized(i, 1 << (i / 3)) : Frames.direct(i, 1 << (i / 3));
                sent.add(frame);
                await(sender.send(frame));
            }
            assertThat(inbox.next(50)).isEqualTo(sent);
        }
    }

    @Test
    void carriesLargeFrames() throws Exception {
        try (TensorEndpoint endpoint = listen(inbox);
                FrameSender sender = connect(endpoint)) {
            Frame frame = Frames.sized(1, 50_000_001);
            sender.send(frame);
            Arrival arrival = inbox.next();
            assertThat(arrival.frame()).isEqualTo(frame);
            assertThat(arrival.receiveNanos()).isBetween(100_000L, TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    void timesALinkInBothDirections() throws Exception {
        try (TensorEndpoint endpoint = listen(inbox);
                LinkProbe probe = transport.probe(HOST + ":" + endpoint.port())) {
            assertThat(await(probe.exchange(LinkProbe.LEAST_SENT, 0))).isPositive();
            assertThat(await(probe.exchange(LinkProbe.MOST, 0))).isPositive();
            assertThat(await(probe.exchange(LinkProbe.LEAST_SENT, LinkProbe.MOST)))
                    .isPositive();
        }
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void saysThatALinkCouldNotBeTimed() throws Exception {
        TensorEndpoint gone = listen(inbox);
        gone.close();
        try (LinkProbe probe = transport.probe(HOST + ":" + gone.port())) {
            assertThatThrownBy(() -> await(probe.exchange(LinkProbe.LEAST_SENT, 0)))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("the link to " + HOST + ":" + gone.port() + " could not be timed");
        }
    }

    @Test
    void refusesToProbeWithTooManyBytes() {
        try (LinkProbe probe = transport.probe(HOST + ":1")) {
            assertThatThrownBy(() -> probe.exchange(0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> probe.exchange(4, LinkProbe.MOST + 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sendsNoMoreThanThereIsCreditFor() throws Exception {
        Inbox slow = new Inbox(false);
        try (TensorEndpoint endpoint = listen(slow);
                FrameSender sender = connect(endpoint)) {
            List<CompletableFuture<?>> written = LongStream.range(0, 6)
                    .<CompletableFuture<?>>mapToObj(
                            i -> sender.send(Frames.numbered(i)).toCompletableFuture())
                    .toList();
            await(written.get(3));
            List<Arrival> taken = List.of(slow.next(), slow.next(), slow.next(), slow.next());
            assertThat(written.get(4)).isNotDone();
            assertThat(slow.isEmpty()).isTrue();

            taken.get(2).done().complete(null);
            await(written.get(4));
            assertThat(slow.next().frame().request()).isEqualTo(4);
            assertThat(written.get(5)).isNotDone();

            taken.get(0).done().completeExceptionally(new IllegalStateException("whatever became of it"));
            assertThat(slow.next().frame().request()).isEqualTo(5);
        }
    }

    @Test
    void outlivesAReceiverThatThrows() throws Exception {
        Inbox late = new Inbox(true);
        try (TensorEndpoint endpoint = transport.listen(HOST, 0, (frame, nanos) -> {
                    if (frame.request() < 6) {
                        throw new IllegalStateException("on purpose");
                    }
                    return late.receive(frame, nanos);
                });
                FrameSender sender = connect(endpoint)) {
            for (int i = 0; i <= 6; i++) {
                await(sender.send(Frames.numbered(i)));
            }
            assertThat(late.next().frame().request()).isEqualTo(6);
        }
    }

    @Test
    void refusesWhatItsQueueHasNoRoomFor() throws Exception {
        Inbox never = new Inbox(false);
        try (TensorEndpoint endpoint = listen(never);
                FrameSender sender = connect(endpoint)) {
            List<CompletableFuture<?>> written = LongStream.range(0, 20)
                    .<CompletableFuture<?>>mapToObj(
                            i -> sender.send(Frames.numbered(i)).toCompletableFuture())
                    .toList();
            assertThatThrownBy(() -> await(written.get(19)))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("127.0.0.1:" + endpoint.port())
                    .hasMessageContaining("8 frames with")
                    .hasMessageContaining("wait there already");
        }
    }

    @Test
    void namesTheAddressThatCannotBeReached() throws Exception {
        int port = freePort();
        try (FrameSender sender = transport.connect(HOST + ":" + port)) {
            assertThatThrownBy(() -> await(sender.send(Frames.numbered(1))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("can't be reached")
                    .hasMessageContaining("Check that");
        }
    }

    @Test
    void connectsAgainWhenItSendsAgain() throws Exception {
        int port = freePort();
        try (FrameSender sender = transport.connect(HOST + ":" + port)) {
            for (int i = 0; i < 3; i++) {
                try (TensorEndpoint endpoint = transport.listen(HOST, port, inbox)) {
                    assertThat(endpoint.port()).isEqualTo(port);
                    sendUntilItArrives(sender, i);
                }
            }
        }
    }

    @Test
    void failsWhatWaitsWhenTheConnectionBreaks() throws Exception {
        TensorEndpoint endpoint = listen(new Inbox(false));
        try (FrameSender sender = connect(endpoint)) {
            List<CompletableFuture<?>> written = LongStream.range(0, 6)
                    .<CompletableFuture<?>>mapToObj(
                            i -> sender.send(Frames.numbered(i)).toCompletableFuture())
                    .toList();
            await(written.get(3));
            endpoint.close();
            assertThatThrownBy(() -> await(written.get(5)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the connection broke");
        }
    }

    @Test
    void failsWhatWaitsWhenTheSenderIsClosed() throws Exception {
        try (TensorEndpoint endpoint = listen(new Inbox(false))) {
            FrameSender sender = connect(endpoint);
            CompletableFuture<?> last = null;
            for (int i = 0; i < 6; i++) {
                last = sender.send(Frames.numbered(i)).toCompletableFuture();
            }
            sender.close();
            CompletableFuture<?> waiting = last;
            assertThatThrownBy(() -> await(waiting)).hasMessageContaining("the sender is closed");
            assertThatThrownBy(() -> await(sender.send(Frames.numbered(9))))
                    .hasMessageContaining("the sender is closed");
        }
    }

    @Test
    void failsWhatIsSentAfterItWasClosed() throws Exception {
        FrameSender sender = transport.connect("127.0.0.1:9");
        transport.close();
        assertThatThrownBy(() -> await(sender.send(Frames.numbered(1)))).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (TensorEndpoint endpoint = listen(inbox)) {
            assertThatThrownBy(() -> transport.listen(HOST, endpoint.port(), inbox))
                    .isInstanceOf(IOException.class)
                    .hasMessage("can't listen for tensors at " + HOST + ":" + endpoint.port()
                            + ": the port is in use. Choose another port, or stop whoever has it");
        }
    }

    @Test
    void saysThatAnAddressIsNotOfThisMachine() {
        assertThatThrownBy(() -> transport.listen("203.0.113.7", 0, inbox)) // for documentation alone, by RFC 5737
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("203.0.113.7:0", "this machine has no such address");
        assertThatThrownBy(() -> transport.listen("nowhere.invalid", 0, inbox))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("nowhere.invalid:0", "there is no such host");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String address : new String[] {"", "host", "host:", ":1", "host:0", "host:65536", "a:b:1", "[::1]"}) {
            assertThatThrownBy(() -> transport.connect(address))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + address + "'");
        }
    }

    @Test
    void takesFramesFromManySendersAtOnce() throws Exception {
        try (TensorEndpoint endpoint = listen(inbox)) {
            List<FrameSender> senders = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                senders.add(connect(endpoint));
                senders.get(i).send(Frames.sized(i, 10_000));
            }
            assertThat(Frames.requests(inbox.next(20)))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 20).boxed().toList());
            senders.forEach(FrameSender::close);
        }
    }

    /** A frame that is written just when its connection breaks is lost, and fails or not. */
    private void sendUntilItArrives(FrameSender sender, long request) {
        for (int i = 0; i < 200; i++) {
            sender.send(Frames.numbered(request));
            Optional<Arrival> arrival = inbox.next(Duration.ofMillis(100));
            if (arrival.filter(arrived -> arrived.frame().request() == request).isPresent()) {
                return;
            }
        }
        throw new AssertionError("could not connect again in 200 attempts");
    }

    private TensorEndpoint listen(Inbox receiver) throws IOException {
        return transport.listen(HOST, 0, receiver);
    }

    private FrameSender connect(TensorEndpoint endpoint) {
        return transport.connect(HOST + ":" + endpoint.port());
    }

    private int freePort() throws IOException {
        try (TensorEndpoint endpoint = listen(inbox)) {
            return endpoint.port();
        }
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }
}
