package hewn.wire;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a gateway was started with: what its parts have to agree on.
 *
 * @param data the folder of what it keeps
 * @param topics of its site
 * @param http where devices reach its HTTP server
 * @param broker the broker of its site
 * @param tensorsHost the address that it takes tensors at
 * @param tensorsPort the port that it takes tensors at, or 0 for any that is free
 * @param tensorsReachableAt the host by which devices reach that address
 */
public record GatewayLaunch(
        Path data,
        Topics topics,
        URI http,
        URI broker,
        String tensorsHost,
        int tensorsPort,
        String tensorsReachableAt) {
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Reads the framework properties {@code hewn.data}, {@code hewn.site}, {@code hewn.http.host}, {@code hewn.http.port},
     * {@code hewn.mqtt.host}, {@code hewn.mqtt.port}, {@code hewn.tensors.host} and {@code hewn.tensors.port}, each with
     * the default that {@code hewn start} has; {@code hewn.broker}, a broker instead of the gateway's own; and {@code
     * hewn.host}, by which devices reach the gateway if it is not what it binds.
     *
     * @param properties the value of each by its name, null where there is none, as {@code BundleContext::getProperty} is
     * @return what they say
     * @throws IllegalArgumentException if the site, a port or an address is malformed
     */
    public static GatewayLaunch of(UnaryOperator<String> properties) {
        Reader from = new Reader(properties);
        String host = from.text("hewn.host", "");
        String http = from.text("hewn.http.host", LOOPBACK);
        String tensors = from.text("hewn.tensors.host", LOOPBACK);
        String embedded = from.text("hewn.mqtt.host", LOOPBACK) + ":" + from.text("hewn.mqtt.port", "1883");
        return new GatewayLaunch(
                Path.of(from.text("hewn.data", "data")),
                new Topics(from.text("hewn.site", "default")),
                URI.create("http://" + (host.isEmpty() ? http : host) + ":" + from.text("hewn.http.port", "8080")),
                URI.create(from.text("hewn.broker", "mqtt://" + embedded)),
                tensors,
                Integer.parseInt(from.text("hewn.tensors.port", "0")),
                host.isEmpty() ? tensors : host);
    }

    /** Reads properties that may be absent or blank. */
    private record Reader(UnaryOperator<String> properties) {
        String text(String name, String absent) {
            return Optional.ofNullable(properties.apply(name))
                    .filter(value -> !value.isBlank())
                    .orElse(absent);
        }
    }
}
