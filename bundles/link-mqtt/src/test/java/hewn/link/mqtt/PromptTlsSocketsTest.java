package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class PromptTlsSocketsTest {
    private final PromptTlsSockets sockets = new PromptTlsSockets((SSLSocketFactory) SSLSocketFactory.getDefault());

    @Test
    void knowsThatSomebodyAnswersWhoSaysNothingByTls() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket = (SSLSocket) sockets.createSocket()) {
            assertThat(sockets.isWithoutAgreement()).isFalse();
            socket.connect(silent.getLocalSocketAddress());
            socket.setSoTimeout(50);
            assertThat(catchThrowable(socket::startHandshake)).isInstanceOf(SocketTimeoutException.class);
            assertThat(sockets.isWithoutAgreement()).isTrue();
        }
    }

    @Test
    void whatAnswersInPlainTextIsToldFromWhatIsNotTrusted() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket = (SSLSocket) sockets.createSocket()) {
            socket.connect(plain.getLocalSocketAddress());
            try (Socket accepted = plain.accept()) {
                accepted.getOutputStream().write("220 plain text\r\n".getBytes(StandardCharsets.US_ASCII));
                Throwable refused = catchThrowable(socket::startHandshake);
                assertThat(refused).isInstanceOf(SSLException.class);
                assertThat(BrokerFault.of(refused).noConnection()).startsWith("the port answers, but not with TLS");
            }
        }
    }
}
