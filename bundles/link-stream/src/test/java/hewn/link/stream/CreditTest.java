package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.wire.TensorTransport.TensorEndpoint;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A receiver says as little of credits as it can without holding its sender up. */
class CreditTest {
    @Test
    void givesHalfOfTheCreditsBackAtOnce() throws IOException {
        try (NettyTransport transport = new NettyTransport(NettyTransportTest.OPTIONS);
                TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, new Inbox(true));
                RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().skipHello()) {
            for (int round = 0; round < 3; round++) {
                send(peer, 2);
                assertThat(peer.credits()).isEqualTo(2);
            }
        }
    }

    @Test
    void givesOneBackToASenderThatHasNone() throws IOException {
        Inbox inbox = new Inbox(false);
        try (NettyTransport transport = new NettyTransport(NettyTransportTest.OPTIONS);
                TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, inbox);
                RawPeer peer = RawPeer.connectTo(endpoint.port()).hello().skipHello()) {
            send(peer, 4);
            Inbox.Arrival first = inbox.next();
            inbox.next(3);
            first.done().complete(null);
            assertThat(peer.credits()).isEqualTo(1);
        }
    }

    private static void send(RawPeer peer, int count) throws IOException {
        for (int request = 0; request < count; request++) {
            byte[] frame = Frames.bytesOf(request);
            peer.ints(Protocol.FRAME, frame.length).bytes(frame);
        }
    }
}
