package hewn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
    /** CONNECT with clean start, no will, client id "t", keep alive 10 s (MQTT 5, section 3.1). */
    private static final byte[] CONNECT = {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 10, 0, 0, 1, 't'};

    private static final int CONNACK = 0x20;

    @Test
    void answersMqtt5AndStopsWithoutATrace() throws IOException {
        int port;
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerOptions.onLoopback(0))) {
            port = broker.port();
            assertThat(firstByteOfAnswer(port)).isEqualTo(CONNACK);
        }
        assertThatThrownBy(() -> firstByteOfAnswer(port)).isInstanceOf(IOException.class);
    }

    @Test
    void startsAgainAtTheSamePort() throws IOException {
        int port;
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerOptions.onLoopback(0))) {
            port = broker.port();
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(BrokerOptions.onLoopback(port))) {
            assertThat(firstByteOfAnswer(broker.port())).isEqualTo(CONNACK);
        }
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerOptions options = BrokerOptions.onLoopback(taken.getLocalPort());
            assertThatThrownBy(() -> new EmbeddedBroker(options))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("Choose another port");
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> BrokerOptions.onLoopback(65536)).hasMessageContaining("65536");
        assertThatThrownBy(() -> new BrokerOptions("127.0.0.1", 0, 0, 1)).hasMessageContaining("0 connections");
    }

    private static int firstByteOfAnswer(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(CONNECT);
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }
    }
}
