package hewn.admin.rest;

import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** What a gateway is and where it listens: fixed from its start to its end. */
record GatewayInfo(String version, Instant startedAt, String site, String http, String broker) {
    static GatewayInfo of(BundleContext context, Instant startedAt) {
        String http = "http://" + property(context, "hewn.host", property(context, "hewn.http.host", "127.0.0.1")) + ":"
                + property(context, "hewn.http.port", "8080");
        String embedded = "mqtt://" + property(context, "hewn.mqtt.host", "127.0.0.1") + ":"
                + property(context, "hewn.mqtt.port", "1883");
        return new GatewayInfo(
                context.getBundle().getVersion().toString(),
                startedAt,
                property(context, "hewn.site", "default"),
                http,
                property(context, "hewn.broker", embedded));
    }

    private static String property(BundleContext context, String name, String absent) {
        return Optional.ofNullable(context.getProperty(name))
                .filter(value -> !value.isBlank())
                .orElse(absent);
    }
}
