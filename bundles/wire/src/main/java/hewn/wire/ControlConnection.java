package hewn.wire;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How a participant comes to its control channel.
 *
 * @param broker such as {@code mqtt://127.0.0.1:1883}, or {@code mqtts://} with TLS
 * @param clientId unique at the broker
 * @param user and password for the broker, if it asks for them
 * @param willTopic where the broker is to say that this participant is gone
 * @param will what it is to say; retained
 * @param farewell what this participant says there itself when it closes the channel
 */
public record ControlConnection(
        URI broker, String clientId, Optional<Credentials> user, String willTopic, Message will, Message farewell) {
    /** Requires all parts. */
    public ControlConnection {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(willTopic, "willTopic");
        Objects.requireNonNull(will, "will");
        Objects.requireNonNull(farewell, "farewell");
    }

    /**
     * A participant that says itself what its will says.
     *
     * @param broker such as {@code mqtt://127.0.0.1:1883}, or {@code mqtts://} with TLS
     * @param clientId unique at the broker
     * @param user and password for the broker, if it asks for them
     * @param willTopic where the broker is to say that this participant is gone
     * @param will what it is to say; retained
     */
    public ControlConnection(URI broker, String clientId, Optional<Credentials> user, String willTopic, Message will) {
        this(broker, clientId, user, willTopic, will, will);
    }

    /**
     * What a broker may ask for.
     *
     * @param name of the user
     * @param password of the user
     */
    public record Credentials(String name, String password) {
        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }
}
