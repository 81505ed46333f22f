package hewn.link.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.wire.FrameSender;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final CountDownLatch answered = new CountDownLatch(1);
    private final Names names = new Names(this::find);

    @AfterEach
    void close() {
        answered.countDown();
        names.close();
    }

    /** Names that begin with {@code slow} take as long as the test; no other exists but {@code here}. */
    private InetAddress find(String host) throws UnknownHostException {
        if (host.startsWith("slow")) {
            awaitAnswer();
        } else if (!host.equals("here")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getLoopbackAddress();
    }

    private void awaitAnswer() {
        try {
            answered.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void looksUpNoAddressHoweverManyNamesAreSlow() throws Exception {
        for (int i = 0; i < 2 * Names.AT_A_TIME; i++) {
            names.find("slow" + i);
        }
        assertThat(names.find("192.0.2.7").toCompletableFuture().getNow(null))
                .isEqualTo(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}));
        assertThat(names.find("::1").toCompletableFuture().getNow(null)).isEqualTo(InetAddress.getByName("::1"));
    }

    @Test
    void looksUpANameWhileOthersAreSlow() throws Exception {
        for (int i = 0; i < Names.AT_A_TIME - 1; i++) {
            names.find("slow" + i);
        }
        assertThat(get(names.find("here"))).isEqualTo(InetAddress.getLoopbackAddress());
        CompletionStage<InetAddress> slow = names.find("slow");
        assertThat(slow.toCompletableFuture()).isNotDone();
        answered.countDown();
        assertThat(get(slow)).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertThatThrownBy(() -> get(names.find("nobody")))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(UnknownHostException.class)
                .hasRootCauseMessage("there is no such host");
    }

    @Test
    void connectsToAnAddressWhileNamesAreSlow() throws Exception {
        Inbox inbox = new Inbox(true);
        try (NettyTransport transport =
                        new NettyTransport(NettyTransportTest.OPTIONS, EventLoops.create(2, bare -> {}), names);
                TensorEndpoint endpoint = transport.listen("127.0.0.1", 0, inbox);
                FrameSender slow = transport.connect("slow:" + endpoint.port());
                FrameSender sender = transport.connect("127.0.0.1:" + endpoint.port())) {
            for (int i = 0; i < 2 * Names.AT_A_TIME; i++) {
                transport.probe("slow" + i + ":" + endpoint.port()).close();
            }
            CompletionStage<?> waiting = slow.send(Frames.numbered(1));
            get(sender.send(Frames.numbered(2)));
            assertThat(inbox.next().frame()).isEqualTo(Frames.numbered(2));
            try (LinkProbe probe = transport.probe("127.0.0.1:" + endpoint.port())) {
                assertThat(get(probe.exchange(LinkProbe.LEAST_SENT, 0))).isPositive();
            }
            assertThat(waiting.toCompletableFuture()).isNotDone();
            answered.countDown();
            get(waiting);
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
