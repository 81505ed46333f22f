package hewn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerTest {
    private static final int CONNACK = 0x20;
    private static final int DISCONNECT = 0xe0;

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
    void takesNoMoreConnectionsThanItMay() throws IOException {
        try (EmbeddedBroker broker = new EmbeddedBroker(new BrokerOptions("127.0.0.1", 0, 2, 1 << 20));
                Socket first = connected(broker.port(), 'a');
                Socket second = connected(broker.port(), 'b');
                Socket third = new Socket("127.0.0.1", broker.port())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(endsWithoutAnswer(third, connect('c'))).isTrue();
        }
    }

    @Test
    void disconnectsWhoSendsTooMuch() throws IOException {
        byte[] publish = new byte[100_000];
        publish[0] = 0x30; // PUBLISH with QoS 0, a remaining length of 99,996 in three bytes, and a topic "t"
        publish[1] = (byte) (99_996 % 128 | 128);
        publish[2] = (byte) (99_996 / 128 % 128 | 128);
        publish[3] = (byte) (99_996 / 128 / 128);
        publish[5] = 1;
        publish[6] = 't';
        try (EmbeddedBroker broker = new EmbeddedBroker(new BrokerOptions("127.0.0.1", 0, 2, 10_000));
                Socket client = connected(broker.port(), 'a')) {
            assertThat(endsWithoutAnswer(client, publish)).isTrue();
        }
    }

    /** CONNECT with clean start, no will, keep alive 10 s (MQTT 5, section 3.1). */
    private static byte[] connect(char client) {
        return new byte[] {0x10, 14, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 10, 0, 0, 1, (byte) client};
    }

    private static Socket connected(int port, char client) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(connect(client));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readUnsignedByte()).isEqualTo(CONNACK);
        in.skipNBytes(in.readUnsignedByte());
        return socket;
    }

    /** A DISCONNECT with a reason may come first. */
    private static boolean endsWithoutAnswer(Socket socket, byte[] packet) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getOutputStream().write(packet);
            byte[] rest = socket.getInputStream().readAllBytes();
            return rest.length == 0 || rest[0] == (byte) DISCONNECT;
        } catch (SocketException reset) {
            return true;
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
            socket.getOutputStream().write(connect('t'));
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }
    }
}
