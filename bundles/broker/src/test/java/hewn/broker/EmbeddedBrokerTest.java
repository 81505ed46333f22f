package hewn.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    /** MQTT 5 CONNECT with a clean start, keep-alive 60 s and client id "t" (MQTT 5.0, 3.1). */
    private static final byte[] CONNECT = {0x10, 0x0e, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 1, 't'};

    @TempDir
    private Path folder;

    @Test
    void acceptsMqtt5Clients() throws IOException {
        try (EmbeddedBroker broker = new EmbeddedBroker("127.0.0.1", 0, folder);
                Socket client = new Socket("127.0.0.1", broker.port())) {
            client.getOutputStream().write(CONNECT);
            byte[] connack = client.getInputStream().readNBytes(4);
            assertThat(connack[0]).isEqualTo((byte) 0x20);
            assertThat(connack[3]).as("reason code").isZero();
        }
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws IOException {
        try (EmbeddedBroker first = new EmbeddedBroker("127.0.0.1", 0, folder)) {
            assertThatIOException()
                    .isThrownBy(() -> new EmbeddedBroker("127.0.0.1", first.port(), folder))
                    .withMessageContaining("127.0.0.1:" + first.port())
                    .withMessageContaining("--mqtt");
        }
    }

    @Test
    void freesItsPortWhenItIsClosed() throws IOException {
        EmbeddedBroker first = new EmbeddedBroker("127.0.0.1", 0, folder);
        int port = first.port();
        first.close();
        try (EmbeddedBroker second = new EmbeddedBroker("127.0.0.1", port, folder)) {
            assertThat(second.port()).isEqualTo(port);
        }
    }
}
