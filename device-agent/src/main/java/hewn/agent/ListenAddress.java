package hewn.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an agent takes tensors.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([^:\\s]+|\\[[0-9A-Fa-f:.%]+])(?::(\\d{1,5}))?");

    /**
     * Validates the port.
     *
     * @throws IllegalArgumentException if it is none
     */
    public ListenAddress {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("a port is from 0 to 65535, but got " + port);
        }
    }

    /**
     * Reads an address.
     *
     * @param text {@code HOST} or {@code HOST:PORT}
     * @return the address
     * @throws IllegalArgumentException if it has another form
     */
    public static ListenAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("an address to listen at is HOST or HOST:PORT, but got '" + text + "'");
        }
        return new ListenAddress(form.group(1), form.group(2) == null ? 0 : Integer.parseInt(form.group(2)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
