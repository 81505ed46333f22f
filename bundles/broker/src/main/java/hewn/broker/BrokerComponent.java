package hewn.broker;

import java.io.IOException;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the embedded broker in the gateway, unless the site has one of its own.
 *
 * <p>Framework properties: {@code hewn.mqtt.host} and {@code hewn.mqtt.port}, where it listens, {@code 127.0.0.1} and
 * {@code 1883} without them, and {@code hewn.broker}, the site's own broker, with which this one does not start. They are
 * not configured, for the gateway's own connection goes by them, too.
 */
@Component(
        name = "hewn.broker",
        service = {},
        immediate = true)
@Designate(ocd = BrokerComponent.Config.class)
public final class BrokerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 1883;

    private final Optional<EmbeddedBroker> broker;

    /**
     * Starts the broker if it is enabled.
     *
     * @param config whether it runs, and its bounds
     * @param context has the framework properties
     * @throws IOException if the address can't be bound, or the broker does not start
     */
    @Activate
    public BrokerComponent(Config config, BundleContext context) throws IOException {
        boolean wanted = config.enabled() && property(context, "hewn.broker").isEmpty();
        broker = wanted ? Optional.of(start(options(config, context))) : Optional.empty();
        if (broker.isEmpty()) {
            LOG.info("The embedded MQTT broker is switched off");
        }
    }

    private static Optional<String> property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static BrokerOptions options(Config config, BundleContext context) {
        return new BrokerOptions(
                property(context, "hewn.mqtt.host").orElse(DEFAULT_HOST),
                property(context, "hewn.mqtt.port").map(Integer::parseInt).orElse(DEFAULT_PORT),
                config.connections(),
                Math.multiplyExact(config.maxMessageMebibytes(), 1 << 20));
    }

    /** The framework's own log may be seen by nobody, and without a broker nothing works. */
    private static EmbeddedBroker start(BrokerOptions options) throws IOException {
        try {
            return new EmbeddedBroker(options);
        } catch (IOException failed) {
            LOG.error("{}", failed.getMessage());
            throw failed;
        }
    }

    /** Stops the broker. */
    @Deactivate
    public void close() {
        broker.ifPresent(EmbeddedBroker::close);
    }

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Hewn MQTT broker",
            description = "The broker that the gateway brings along. 'hewn start --mqtt' says where it listens; with"
                    + " 'hewn start --broker' it does not run. A change starts it anew: all devices connect again, and"
                    + " requests wait for that")
    public @interface Config {
        /**
         * Whether it runs.
         *
         * @return false if the site has a broker of its own
         */
        @AttributeDefinition(name = "Enabled", description = "Switch it off if the site has a broker of its own")
        boolean enabled() default true;

        /**
         * Bounds what connects.
         *
         * @return a number of clients
         */
        @AttributeDefinition(
                name = "Connections",
                description = "Clients that may be connected at a time",
                min = "1",
                max = "1000000")
        int connections() default 1000;

        /**
         * Bounds what is sent.
         *
         * @return a size in MiB
         */
        @AttributeDefinition(
                name = "Largest message (MiB)",
                description = "A client that sends more is disconnected",
                min = "1",
                max = "2047")
        int maxMessageMebibytes() default 16;
    }
}
