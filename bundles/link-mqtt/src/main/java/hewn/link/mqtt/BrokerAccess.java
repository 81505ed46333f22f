package hewn.link.mqtt;

import hewn.wire.ControlConnection.Credentials;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a broker asks for, and how it is known to be the right one.
 *
 * @param user for connections that bring none of their own
 * @param authorities a file of certificates (X.509, PEM) that alone vouch for a broker at {@code mqtts://}; if empty,
 *     those that this Java trusts
 */
public record BrokerAccess(Optional<Credentials> user, Optional<Path> authorities) {
    /** A broker that admits everybody, and is known to this Java if it has a certificate. */
    public static final BrokerAccess OPEN = new BrokerAccess(Optional.empty(), Optional.empty());

    /** Requires both parts. */
    public BrokerAccess {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(authorities, "authorities");
    }
}
