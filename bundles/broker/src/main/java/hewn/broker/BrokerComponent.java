package hewn.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the embedded broker unless the gateway uses another one.
 *
 * <p>Framework properties: {@code hewn.broker}, the URI of another broker; {@code hewn.mqtt.host} and {@code
 * hewn.mqtt.port}, where the embedded one listens; {@code hewn.data}.
 */
@Component(
        service = {},
        immediate = true)
public final class BrokerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);

    private final Optional<EmbeddedBroker> broker;

    /**
     * Starts the broker if it is wanted.
     *
     * @param context has the framework properties
     * @throws IOException if it does not start
     */
    @Activate
    public BrokerComponent(BundleContext context) throws IOException {
        Optional<String> other = property(context, "hewn.broker");
        if (other.isPresent()) {
            LOG.info("The broker is {}", other.get());
            broker = Optional.empty();
        } else {
            String host = property(context, "hewn.mqtt.host").orElse("127.0.0.1");
            int port = property(context, "hewn.mqtt.port").map(Integer::valueOf).orElse(1883);
            Path data = Path.of(property(context, "hewn.data").orElse("data"));
            broker = Optional.of(new EmbeddedBroker(host, port, data.resolve("broker")));
            LOG.info("The broker listens at mqtt://{}:{}", host, port);
        }
    }

    private static Optional<String> property(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).filter(value -> !value.isBlank());
    }

    /** Stops the broker. */
    @Deactivate
    public void close() {
        broker.ifPresent(EmbeddedBroker::close);
    }
}
