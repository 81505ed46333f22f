package hewn.cli.api;

import hewn.cli.CliException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Nothing came back from where a gateway was looked for: what that may mean, and what to check. */
record Unreached(Gateway gateway, IOException failed) {
    private static final String RIGHT_PORT =
            "See that it is the port of the gateway's HTTP interface ('hewn start' names it), not that of a broker.";

    CliException toCliException() {
        if (failed instanceof HttpConnectTimeoutException) {
            return because(
                    "nothing answers at " + gateway,
                    "Check host and port, that this machine reaches that one, and that no firewall is between them.");
        } else if (failed instanceof ConnectException) {
            return root() instanceof UnresolvedAddressException
                    ? because(
                            "there is no host '" + gateway.address().getHost() + "'",
                            "Check --gateway or HEWN_GATEWAY.")
                    : because(
                            "no gateway answers at " + gateway,
                            "Start one with 'hewn start', or name another one with --gateway.");
        } else if (failed instanceof HttpTimeoutException) {
            return because(
                    "something listens at " + gateway + ", but it did not answer in time",
                    RIGHT_PORT + " If it is, the gateway's log may tell more.");
        }
        return broken();
    }

    private CliException broken() {
        if (failed instanceof SSLException) {
            return because(
                    "no TLS with " + gateway + ": " + failed.getMessage(),
                    "A gateway speaks plain HTTP unless something before it does TLS: try http:// in the address.");
        } else if (failed instanceof ProtocolException) {
            return because("what answers at " + gateway + " does not speak HTTP: " + failed.getMessage(), RIGHT_PORT);
        } else if (root() instanceof EOFException) {
            return because(
                    gateway + " closed the connection without an answer",
                    RIGHT_PORT + " If it is, try again; the gateway's log may tell more.");
        }
        return because(
                "the connection to " + gateway + " failed: "
                        + Optional.ofNullable(failed.getMessage())
                                .orElse(failed.getClass().getSimpleName()),
                "Try again; the gateway's log may tell more.");
    }

    private Throwable root() {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private CliException because(String message, String remedy) {
        return CliException.failed(message, remedy, failed);
    }
}
