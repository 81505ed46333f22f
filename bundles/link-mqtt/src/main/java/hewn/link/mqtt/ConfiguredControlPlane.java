package hewn.link.mqtt;

import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlConnection.Credentials;
import hewn.wire.ControlPlane;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane of the gateway, as an administrator configured it.
 *
 * <p>Framework properties: {@code hewn.mqtt.user}, for a broker that asks for one, and {@code hewn.mqtt.authorities}, a
 * file of certificates that vouch for the broker. The password is taken from the environment variable {@code
 * HEWN_MQTT_PASSWORD}, where neither command lines nor lists of properties show it. What is configured comes first.
 */
@Component(name = "hewn.link.mqtt", immediate = true)
@Designate(ocd = ConfiguredControlPlane.Config.class)
public final class ConfiguredControlPlane implements ControlPlane {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredControlPlane.class);

    private static final String PASSWORD_VARIABLE = "HEWN_MQTT_PASSWORD";

    private final MqttControlPlane plane;

    /**
     * A control plane for all channels of the gateway.
     *
     * @param config how patient its channels are, and what the broker asks for
     * @param context has the framework properties
     * @throws IllegalArgumentException if the configuration makes no sense
     */
    @Activate
    public ConfiguredControlPlane(Config config, BundleContext context) {
        plane = new MqttControlPlane(options(config), access(config, context), SecureRandom::new);
    }

    @Modified
    void change(Config config, BundleContext context) {
        plane.use(options(config), access(config, context));
    }

    private static MqttOptions options(Config config) {
        return new MqttOptions(
                Duration.ofSeconds(config.keepAliveSeconds()),
                Duration.ofSeconds(config.connectTimeoutSeconds()),
                Duration.ofMillis(config.minBackoffMillis()),
                Duration.ofMillis(longestPause(config.minBackoffMillis(), config.maxBackoffMillis())),
                Duration.ofMillis(config.repeatMillis()),
                MqttOptions.DEFAULT.sayAgain(),
                config.queue());
    }

    private static int longestPause(int first, int longest) {
        if (longest < first) {
            LOG.warn(
                    "The longest pause before connecting, {} ms, is shorter than the first, {} ms, which holds",
                    longest,
                    first);
        }
        return Math.max(first, longest);
    }

    private static BrokerAccess access(Config config, BundleContext context) {
        Optional<String> user = given(config.user()).or(() -> given(context.getProperty("hewn.mqtt.user")));
        Optional<String> password = given(config.password()).or(() -> given(System.getenv(PASSWORD_VARIABLE)));
        return new BrokerAccess(
                user.map(name -> new Credentials(name, password.orElse(""))),
                given(config.authorities())
                        .or(() -> given(context.getProperty("hewn.mqtt.authorities")))
                        .map(Path::of));
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    @Override
    public ControlChannel open(ControlConnection connection) {
        return plane.open(connection);
    }

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Hewn MQTT link",
            description =
                    "How the gateway speaks with the MQTT broker. What is changed counts from the next connection on")
    public @interface Config {
        /**
         * Who the gateway is to the broker.
         *
         * @return a name, or nothing
         */
        @AttributeDefinition(
                name = "User",
                description = "For a broker that asks for one; if empty, what the gateway was started with")
        String user() default "";

        /**
         * What proves it.
         *
         * @return a password, or nothing
         */
        @AttributeDefinition(
                name = "Password",
                type = AttributeType.PASSWORD,
                description = "For a broker that asks for one; if empty, the environment variable HEWN_MQTT_PASSWORD")
        String password() default "";

        /**
         * Who vouches for the broker.
         *
         * @return the path of a file, or nothing
         */
        @AttributeDefinition(
                name = "Authorities",
                description = "A file of certificates (PEM) that vouch for a broker at mqtts://; if empty, what the"
                        + " gateway was started with, or else those that Java trusts")
        String authorities() default "";

        /**
         * Bounds how long a loss stays unnoticed.
         *
         * @return seconds
         */
        @AttributeDefinition(
                name = "Keep alive (s)",
                description = "The broker takes this gateway for lost one and a half times this after its last sign",
                min = "1",
                max = "65535")
        int keepAliveSeconds() default 5;

        /**
         * Bounds one attempt to connect.
         *
         * @return seconds
         */
        @AttributeDefinition(
                name = "Connect timeout (s)",
                description = "After which an attempt is given up, and another made",
                min = "1",
                max = "3600")
        int connectTimeoutSeconds() default 10;

        /**
         * The pause before the second attempt to connect.
         *
         * @return milliseconds
         */
        @AttributeDefinition(
                name = "First pause (ms)",
                description = "At most so long before connecting again; it doubles with every attempt",
                min = "1",
                max = "3600000")
        int minBackoffMillis() default 200;

        /**
         * The longest pause between two attempts to connect.
         *
         * @return milliseconds
         */
        @AttributeDefinition(
                name = "Longest pause (ms)",
                description = "The pause before connecting grows no further",
                min = "1",
                max = "3600000")
        int maxBackoffMillis() default 5000;

        /**
         * When a request is sent again.
         *
         * @return milliseconds
         */
        @AttributeDefinition(
                name = "Repeat (ms)",
                description = "A request without a reply is sent again so often; it is run once all the same",
                min = "1",
                max = "3600000")
        int repeatMillis() default 5000;

        /**
         * Bounds what waits for its handler.
         *
         * @return a number of messages
         */
        @AttributeDefinition(
                name = "Queue",
                description = "Messages that may wait; metrics beyond are dropped",
                min = "1",
                max = "1000000")
        int queue() default 10000;
    }
}
