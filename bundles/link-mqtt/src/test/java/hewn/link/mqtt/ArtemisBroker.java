package hewn.link.mqtt;

import hewn.broker.BrokerOptions;
import hewn.broker.EmbeddedBroker;
import java.io.IOException;
import java.util.Optional;

/** The broker that the gateway embeds. */
final class ArtemisBroker implements TestBroker {
    private Optional<EmbeddedBroker> running = Optional.empty();
    private int port;

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        running = Optional.of(new EmbeddedBroker(BrokerOptions.onLoopback(port)));
        port = running.get().port();
    }

    @Override
    public void stop() {
        running.ifPresent(EmbeddedBroker::close);
        running = Optional.empty();
    }
}
