package hewn.admin.rest;

import hewn.wire.GatewayLaunch;
import java.time.Instant;
import org.osgi.framework.BundleContext;

/** What a gateway is and where it listens: fixed from its start to its end. */
record GatewayInfo(String version, Instant startedAt, String site, String http, String broker) {
    static GatewayInfo of(BundleContext context, Instant startedAt) {
        GatewayLaunch launch = GatewayLaunch.of(context::getProperty);
        return new GatewayInfo(
                context.getBundle().getHeaders().get("Implementation-Version"),
                startedAt,
                launch.topics().site(),
                launch.http().toString(),
                launch.broker().toString());
    }
}
