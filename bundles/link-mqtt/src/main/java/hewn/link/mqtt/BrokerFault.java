package hewn.link.mqtt;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Why there is no connection to a broker, in words: what is thrown often says no more than a host's name. */
record BrokerFault(Throwable root) {
    private static final String CHECK_PORT = ": is this the port of an MQTT 5 broker?";

    private static final String NO_TLS =
            "the port answers, but not with TLS: use mqtt:// if that is its port without TLS, else the port with TLS";

    /** A broker that hangs looks just like a port without TLS, which waits for a client to speak. */
    private static final String NO_TLS_YET =
            "the port takes connections, but does not agree on TLS: see that the broker is"
                    + " well, and that this is its port with TLS";

    /** What the client throws if what answers speaks something else. */
    private static final Set<Integer> UNREADABLE = Set.of(
            MqttException.REASON_CODE_INVALID_IDENTIFIER,
            MqttException.REASON_CODE_INVALID_RETURN_CODE,
            MqttException.REASON_CODE_MALFORMED_PACKET,
            MqttException.REASON_CODE_UNSUPPORTED_PROTOCOL_VERSION,
            (int) MqttClientException.REASON_CODE_INVALID_MESSAGE);

    static BrokerFault of(Throwable cause) {
        return new BrokerFault(cause.getCause() == null ? cause : cause.getCause());
    }

    /** Nothing was heard, by TLS at least, until the time for connecting was over. */
    static TimeoutException silence(boolean isWithoutTls) {
        return new TimeoutException(isWithoutTls ? NO_TLS_YET : "it does not answer");
    }

    /** Why none came about. */
    String noConnection() {
        if (root instanceof UnknownHostException) {
            return "there is no host '" + root.getMessage() + "': check the broker's address";
        } else if (root instanceof ConnectException) {
            return loss() + ": check that a broker runs there";
        } else if (root instanceof EOFException) {
            return loss() + " without an answer" + CHECK_PORT;
        } else if (root instanceof SSLException && root.getCause() instanceof EOFException) {
            return NO_TLS_YET;
        } else if (root instanceof SSLException && isNoTls()) {
            return NO_TLS;
        } else if (root instanceof SSLException) {
            return loss() + ": mqtts:// needs a broker that speaks TLS there, and a certificate to trust";
        }
        return isUnreadable() ? "what it answers is not MQTT 5" + CHECK_PORT : loss();
    }

    /** Why it was lost. */
    String loss() {
        return root instanceof EOFException
                ? "it closed the connection"
                : Optional.ofNullable(root.getMessage()).orElseGet(root::toString);
    }

    /** Something else came for an answer; a certificate that is not trusted is found later. */
    private boolean isNoTls() {
        return loss().startsWith("Unsupported or unrecognized SSL message");
    }

    private boolean isUnreadable() {
        return root instanceof MqttException failure && UNREADABLE.contains(failure.getReasonCode());
    }
}
