package hewn.cli.api;

import hewn.cli.CliException;
import java.net.URI;
import java.util.Optional;

/**
 * Where a gateway is, and the token that it asks for.
 *
 * @param address such as {@code http://127.0.0.1:8080}
 * @param token of its admin API, if it is known
 */
public record Gateway(URI address, Optional<String> token) {
    /** Where a gateway is if nobody says otherwise. */
    public static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";

    /**
     * A gateway at an address that somebody typed.
     *
     * @param address an HTTP address; a missing {@code http://} is added
     * @param token of its admin API, if it is known
     * @return the gateway
     * @throws CliException if it is no address
     */
    public static Gateway at(String address, Optional<String> token) throws CliException {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
                return new Gateway(uri, token);
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        throw CliException.unusable("'" + address + "' is no HTTP address", "Use one such as " + DEFAULT_ADDRESS + ".");
    }

    /**
     * A path of the gateway.
     *
     * @param path beginning with a slash
     * @return its full address
     */
    public URI resolve(String path) {
        return address.resolve(path);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
