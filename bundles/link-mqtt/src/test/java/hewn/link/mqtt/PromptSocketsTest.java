package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a socket is made, it sends at once what is written to it. */
class PromptSocketsTest {
    static Stream<SocketFactory> factories() {
        return Stream.of(new PromptSockets(), new PromptTlsSockets((SSLSocketFactory) SSLSocketFactory.getDefault()));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aSocketThatIsConnectedLater(SocketFactory factory) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = factory.createSocket()) {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aSocketThatIsConnectedAlready(SocketFactory factory) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            InetAddress host = server.getInetAddress();
            int port = server.getLocalPort();
            assertPrompt(factory.createSocket(host, port));
            assertPrompt(factory.createSocket(host.getHostAddress(), port));
            assertPrompt(factory.createSocket(host, port, host, 0));
            assertPrompt(factory.createSocket(host.getHostAddress(), port, host, 0));
        }
    }

    private static void assertPrompt(Socket socket) throws Exception {
        try (socket) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
