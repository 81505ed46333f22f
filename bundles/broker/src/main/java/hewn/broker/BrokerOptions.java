package hewn.broker;

import java.util.Objects;

/**
 * Where an embedded broker listens, and its bounds.
 *
 * @param host the address to bind
 * @param port the port to bind, or 0 for any that is free
 * @param connections how many clients may be connected
 * @param maxMessageBytes the largest packet that a client may send, in bytes
 */
public record BrokerOptions(String host, int port, int connections, int maxMessageBytes) {
    /**
     * Validates the bounds.
     *
     * @throws IllegalArgumentException if the port is none, or a bound is not positive
     */
    public BrokerOptions {
        Objects.requireNonNull(host, "host");
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, but got " + port);
        }
        if (connections <= 0 || maxMessageBytes <= 0) {
            throw new IllegalArgumentException("a broker needs room for connections and messages, but got "
                    + connections + " connections and " + maxMessageBytes + " bytes");
        }
    }

    /**
     * A broker for this machine only.
     *
     * @param port the port to bind, or 0 for any that is free
     * @return its options
     */
    public static BrokerOptions onLoopback(int port) {
        return new BrokerOptions("127.0.0.1", port, 1000, 16 << 20);
    }
}
