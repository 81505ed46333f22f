package hewn.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where the broker is.
 *
 * @param uri such as {@code mqtt://127.0.0.1:1883}
 */
public record BrokerAddress(URI uri) {
    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts");
    private static final int ANY_PORT = 1883;

    /**
     * Validates the address.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public BrokerAddress {
        if (!SCHEMES.contains(String.valueOf(uri.getScheme()))
                || uri.getHost() == null
                || !uri.getRawPath().isEmpty()) {
            throw malformed(uri.toString());
        }
    }

    /**
     * Reads an address.
     *
     * @param text such as {@code mqtt://192.168.1.10:1883}
     * @return the address
     * @throws IllegalArgumentException if it has another form
     */
    public static BrokerAddress parse(String text) {
        try {
            return new BrokerAddress(new URI(text));
        } catch (URISyntaxException other) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "a broker's address is mqtt://HOST:PORT, or mqtts://HOST:PORT with TLS, but got '" + text + "'");
    }

    String host() {
        return uri.getHost();
    }

    /** Some port at the broker's host: enough to find the way there. */
    int port() {
        return uri.getPort() < 0 ? ANY_PORT : uri.getPort();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
