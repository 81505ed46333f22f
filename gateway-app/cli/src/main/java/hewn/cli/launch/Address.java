package hewn.cli.launch;

import hewn.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where to listen.
 *
 * @param host a name or an address
 * @param port from 0 to 65535; 0 stands for any free one
 */
public record Address(String host, int port) {
    /**
     * Reads an address that somebody typed.
     *
     * @param text such as {@code 127.0.0.1:8080}, {@code [::1]:8080} or {@code 8080}, which listens on this machine only
     * @return the address
     * @throws IllegalArgumentException if it has another form
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("'" + text
                        + "' has a port that is not from 0 to 65535; write HOST:PORT, such as 127.0.0.1:8080");
            }
            if (!host.isBlank()) {
                return new Address(host, port);
            }
        } catch (NumberFormatException malformed) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is not of the form HOST:PORT, such as 127.0.0.1:8080");
    }

    /**
     * Tells whether nothing listens there.
     *
     * @return whether it can be listened on now
     */
    public boolean isFree() {
        try {
            bind().close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Fails unless it can be listened on.
     *
     * @param option the option that says otherwise, such as {@code --http}
     * @return this address, with a port that is free now
     * @throws CliException if it can't be listened on; it names the address and the option
     */
    public Address requireFree(String option) throws CliException {
        try (ServerSocket socket = bind()) {
            return new Address(host, socket.getLocalPort());
        } catch (UnknownHostException unknown) {
            throw CliException.unusable("there is no host '" + host + "'", "Give another one with " + option + ".");
        } catch (IOException taken) {
            throw CliException.unusable(
                    "can't listen on " + this + " (" + taken.getMessage() + ")",
                    "Stop what listens there, or choose another port with " + option + " HOST:PORT.");
        }
    }

    /** Two gateways on one port must not both succeed, but the connections of an ended one must not matter either. */
    private ServerSocket bind() throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /**
     * Tells whether it stands for every address of this machine.
     *
     * @return whether others can't use it to connect
     */
    public boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /**
     * The address of an HTTP server here, for programs on this machine.
     *
     * @return a URL without a path
     */
    public String url() {
        return "http://" + (isWildcard() ? "127.0.0.1" : bracketed()) + ":" + port;
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
