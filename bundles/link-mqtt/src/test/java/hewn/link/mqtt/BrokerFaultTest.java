package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

class BrokerFaultTest {
    private static String noConnection(Throwable thrown) {
        return BrokerFault.of(new MqttException(thrown)).noConnection();
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThat(noConnection(new UnknownHostException("nohost")))
                .isEqualTo("there is no host 'nohost': check the broker's address");
    }

    @Test
    void asksForTheRightPortWhereSomethingElseAnswers() {
        assertThat(BrokerFault.of(new MqttException(MqttException.REASON_CODE_MALFORMED_PACKET))
                        .noConnection())
                .isEqualTo("what it answers is not MQTT 5: is this the port of an MQTT 5 broker?");
        assertThat(noConnection(new EOFException()))
                .isEqualTo("it closed the connection without an answer: is this the port of an MQTT 5 broker?");
    }

    @Test
    void saysWhatToCheckWhereNothingOrNoTlsAnswers() {
        assertThat(noConnection(new ConnectException("Connection refused")))
                .isEqualTo("Connection refused: check that a broker runs there");
        assertThat(noConnection(new SSLHandshakeException("no trust")))
                .startsWith("no trust: mqtts:// needs a broker that speaks TLS there");
    }

    @Test
    void saysThatAPortAnswersWithoutTls() {
        assertThat(noConnection(new SSLException("Unsupported or unrecognized SSL message")))
                .startsWith("the port answers, but not with TLS")
                .contains("use mqtt://");
    }

    @Test
    void doesNotAdviseToLeaveTlsWhereTheBrokerMayHang() throws Exception {
        String words = "the port takes connections, but does not agree on TLS";
        assertThat(noConnection(BrokerFault.silence(true))).startsWith(words).doesNotContain("mqtt://");
        assertThat(noConnection(BrokerFault.silence(false))).isEqualTo("it does not answer");
        assertThat(noConnection(new SSLException("Remote host terminated the handshake", new EOFException())))
                .startsWith(words);
    }

    @Test
    void doubtsNoPortThatHadAConnection() {
        assertThat(BrokerFault.of(new MqttException(new EOFException())).loss()).isEqualTo("it closed the connection");
        assertThat(BrokerFault.of(new IOException("Connection reset")).loss()).isEqualTo("Connection reset");
    }

    @Test
    void passesOnWhatSaysEnough() {
        assertThat(BrokerFault.of(new TimeoutException("it does not answer")).noConnection())
                .isEqualTo("it does not answer");
    }
}
