package hewn.link.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host and a port, written {@code host:port}, or {@code [host]:port} for IPv6. */
record Address(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+(?:%\\w+)?)]|([^:\\[\\]/\\s]+)):([0-9]{1,5})");

    static Address parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > 0xffff || Integer.parseInt(form.group(3)) == 0) {
            throw new IllegalArgumentException("an address has the form host:port, but got '" + text + "'");
        }
        String host = form.group(1) == null ? form.group(2) : form.group(1);
        return new Address(host, Integer.parseInt(form.group(3)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
