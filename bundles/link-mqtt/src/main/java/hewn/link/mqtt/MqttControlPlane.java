package hewn.link.mqtt;

import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlPlane;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The control plane over any broker of MQTT 5, by Eclipse Paho.
 *
 * <p>Sessions end with their connection (clean start, session expiry 0): what matters is said again after every
 * connection, so nothing depends on what a broker remembers. Announcements and commands are delivered at least once
 * (QoS 1), and commands run once all the same; what is merely published is delivered at most once (QoS 0).
 */
public final class MqttControlPlane implements ControlPlane {
    private final Supplier<RandomGenerator> randoms;
    private volatile MqttOptions options;
    private volatile BrokerAccess access;

    /**
     * A control plane.
     *
     * @param options how patient its channels are
     * @param randoms gives each channel a source for the names of requests and for the pauses between attempts to
     *     connect
     */
    public MqttControlPlane(MqttOptions options, Supplier<RandomGenerator> randoms) {
        this(options, BrokerAccess.OPEN, randoms);
    }

    /**
     * A control plane.
     *
     * @param options how patient its channels are
     * @param access what the broker asks for, and how it is known
     * @param randoms gives each channel a source for the names of requests and for the pauses between attempts to
     *     connect
     */
    public MqttControlPlane(MqttOptions options, BrokerAccess access, Supplier<RandomGenerator> randoms) {
        this.options = options;
        this.access = access;
        this.randoms = randoms;
    }

    /** Channels stay as they are; the next attempt to connect, and the next request, follow what is new. */
    void use(MqttOptions changedOptions, BrokerAccess changedAccess) {
        options = changedOptions;
        access = changedAccess;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the broker's address has another form than {@code mqtt://host:port} or
     *     {@code mqtts://host:port}
     */
    @Override
    public ControlChannel open(ControlConnection connection) {
        BrokerUri.paho(connection.broker());
        return new MqttChannel(connection, () -> options, () -> access, randoms.get());
    }
}
