package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hewn.wire.FrameSender;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that hang, lie or speak something else harm nobody but themselves. */
class HostilePeerTest {
    private final NettyTransport transport = new NettyTransport(NettyTransportTest.OPTIONS);
    private final Inbox inbox = new Inbox(false);
    private TensorEndpoint endpoint;

    @BeforeEach
    void listen() throws IOException {
        endpoint = transport.listen("127.0.0.1", 0, inbox);
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void failsWhatWaitsForAPeerThatTakesTheConnectionAndSaysNothing() throws Exception {
        try (ServerSocket server = RawPeer.server();
                FrameSender sender = connect(server)) {
            CompletionStage<?> sent = sender.send(Frames.numbered(1));
            try (RawPeer peer = RawPeer.acceptFrom(server)) {
                assertThatThrownBy(() -> TensorTransportContract.await(sent))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("nothing was heard of it for 1000 ms");
                peer.drain();
            }
        }
    }

    @Test
    void failsWhatWaitsForAPeerThatHangsAfterAWhile() throws Exception {
        try (ServerSocket server = RawPeer.server();
                FrameSender sender = connect(server)) {
            CompletionStage<?> first = sender.send(Frames.numbered(1));
            try (RawPeer peer = RawPeer.acceptFrom(server).hello(Protocol.MAGIC, Protocol.VERSION, 1 << 20, 1)) {
                TensorTransportContract.await(first);
                CompletionStage<?> second = sender.send(Frames.numbered(2));
                assertThatThrownBy(() -> TensorTransportContract.await(second))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("nothing was heard");
                peer.drain();
            }
        }
    }

    @Test
    void failsAFrameThatAPeerDoesNotRead() throws Exception {
        try (ServerSocket server = RawPeer.server();
                FrameSender sender = connect(server)) {
            CompletionStage<?> sent = sender.send(Frames.sized(1, 100_000_000));
            try (RawPeer peer = RawPeer.acceptFrom(server).hello(Protocol.MAGIC, Protocol.VERSION, 1 << 30, 1)) {
                assertThatThrownBy(() -> TensorTransportContract.await(sent))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("nothing was heard");
                peer.drain();
            }
        }
    }

    @Test
    void refusesAReceiverOfAnotherVersion() throws Exception {
        assertThat(failureAfter(peer -> peer.hello(Protocol.MAGIC, 2, 1 << 20, 4)))
                .hasMessageContaining("version 2 of the tensor protocol")
                .hasMessageContaining("version 1 here");
    }

    @Test
    void refusesAServerOfSomethingElse() throws Exception {
        assertThat(failureAfter(peer -> peer.bytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes("US-ASCII"))))
                .hasMessageContaining("does not speak Hewn's tensor protocol");
    }

    @Test
    void passesOnWhyItWasRefused() throws Exception {
        assertThat(failureAfter(peer -> peer.hello(Protocol.MAGIC, Protocol.VERSION, 1 << 20, 0)
                        .ints(Protocol.REFUSAL, 4)
                        .bytes("full".getBytes("US-ASCII"))))
                .hasMessageContaining("it refused: full");
    }

    @Test
    void doesNotSendAFrameThatIsTooLargeForItsReceiver() throws Exception {
        assertThat(failureAfter(peer -> peer.hello(Protocol.MAGIC, Protocol.VERSION, 16, 4)))
                .hasMessageContaining("the receiver takes 16");
    }

    @Test
    void refusesGrantsThatMakeNoSense() throws Exception {
        assertThat(failureAfter(peer -> peer.hello(Protocol.MAGIC, Protocol.VERSION, -1, 4)))
                .hasMessageContaining("makes no sense");
        assertThat(failureAfter(peer ->
                        peer.hello(Protocol.MAGIC, Protocol.VERSION, 1 << 20, 0).ints(Protocol.CREDIT, -1)))
                .hasMessageContaining("-1 credits");
        assertThat(failureAfter(peer ->
                        peer.hello(Protocol.MAGIC, Protocol.VERSION, 1 << 20, 0).ints(99, 0)))
                .hasMessageContaining("unknown kind 99");
    }

    @Test
    void tellsASenderOfAnotherVersionItsOwn() throws IOException {
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello(Protocol.MAGIC, 7, 0, 0)) {
            assertThat(peer.nextInt()).isEqualTo(Protocol.MAGIC);
            assertThat(peer.nextInt()).isEqualTo(Protocol.VERSION);
            peer.drain();
        }
    }

    @Test
    void refusesFramesBeyondItsLimits() throws IOException {
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().ints(Protocol.FRAME, 1 << 29)) {
            assertThat(peer.refusal()).contains("536870912 bytes").contains("268435456 are taken");
        }
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().ints(Protocol.FRAME, -1)) {
            assertThat(peer.refusal()).contains("4294967295 bytes");
        }
    }

    @Test
    void refusesFramesWithoutCredit() throws IOException {
        byte[] frame = Frames.bytesOf(1);
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello()) {
            for (int i = 0; i < 5; i++) {
                peer.ints(Protocol.FRAME, frame.length).bytes(frame);
            }
            assertThat(peer.refusal()).contains("without credit");
        }
        assertThat(Frames.requests(inbox.next(4))).containsExactly(1L, 1L, 1L, 1L);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void refusesWhatIsNoFrame() throws IOException {
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().ints(Protocol.FRAME, 4, 0x7f7f7f7f)) {
            assertThat(peer.refusal()).contains("the frame can't be read").contains("layout 127");
        }
    }

    @Test
    void takesFramesThatComeByteByByte() throws IOException {
        byte[] frame = Frames.bytesOf(3);
        try (RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().ints(Protocol.FRAME, frame.length)) {
            for (byte one : frame) {
                peer.bytes(new byte[] {one});
            }
            assertThat(inbox.next().frame()).isEqualTo(Frames.numbered(3));
        }
    }

    @Test
    void survivesNoise() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(1, 300)];
            random.nextBytes(noise);
            try (RawPeer peer = RawPeer.connectTo(endpoint.port())) {
                if (random.nextBoolean()) {
                    peer.hello();
                }
                peer.bytes(noise);
            }
        }
        try (FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            TensorTransportContract.await(sender.send(Frames.numbered(9)));
            assertThat(inbox.next().frame().request()).isEqualTo(9);
        }
    }

    private interface Behaviour {
        void show(RawPeer peer) throws IOException;
    }

    /** How a frame fails that is sent to a peer of this behaviour. */
    private Throwable failureAfter(Behaviour behaviour) throws Exception {
        try (ServerSocket server = RawPeer.server();
                FrameSender sender = connect(server)) {
            CompletionStage<?> sent = sender.send(Frames.numbered(1));
            try (RawPeer peer = RawPeer.acceptFrom(server)) {
                behaviour.show(peer);
                peer.drain();
            }
            return catchThrowableOfType(IOException.class, () -> TensorTransportContract.await(sent));
        }
    }

    private FrameSender connect(ServerSocket server) {
        return transport.connect("127.0.0.1:" + server.getLocalPort());
    }
}
