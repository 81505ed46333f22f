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
 * @param will what the broker is to say when this participant is gone; empty for one that only listens for a moment, and
 *     that nobody misses
 */
public record ControlConnection(URI broker, String clientId, Optional<Credentials> user, Optional<Will> will) {
    /** Requires all parts. */
    public ControlConnection {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(will, "will");
    }

    /**
     * A participant that is missed when it is gone.
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
     * The same, which says something else itself when it closes its channel.
     *
     * @param broker such as {@code mqtt://127.0.0.1:1883}, or {@code mqtts://} with TLS
     * @param clientId unique at the broker
     * @param user and password for the broker, if it asks for them
     * @param willTopic where the broker is to say that this participant is gone
     * @param will what it is to say; retained
     * @param farewell what this participant says there itself when it closes the channel; retained
     */
    public ControlConnection(
            URI broker, String clientId, Optional<Credentials> user, String willTopic, Message will, Message farewell) {
        this(broker, clientId, user, Optional.of(new Will(willTopic, will, farewell)));
    }

    /**
     * What is said when a participant is gone.
     *
     * @param topic where
     * @param message what the broker says; retained
     * @param farewell what the participant says itself when it closes its channel; retained
     */
    public record Will(String topic, Message message, Message farewell) {
        /** Requires all parts. */
        public Will {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(farewell, "farewell");
        }
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
