package hewn.monitor;

import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlPlane;
import hewn.wire.DeviceCommand;
import hewn.wire.GatewayLaunch;
import hewn.wire.GatewayStatus;
import hewn.wire.Message;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The one control channel of the gateway, which all its services share.
 *
 * <p>The site, the broker and the URL that it announces are those of the {@link GatewayLaunch}.
 */
@Component(service = ControlChannel.class, immediate = true) // the connection outlives its users
public final class GatewayControlChannel implements ControlChannel {
    private final ControlChannel channel;

    /**
     * Connects to the broker and announces the gateway.
     *
     * @param plane opens the channel
     * @param context has the framework properties
     */
    @Activate
    public GatewayControlChannel(@Reference ControlPlane plane, BundleContext context) {
        GatewayLaunch launch = GatewayLaunch.of(context::getProperty);
        Topics topics = launch.topics();
        String url = launch.http().toString();
        channel = plane.open(new ControlConnection(
                launch.broker(),
                "hewn-" + topics.site() + "-gateway",
                Optional.empty(),
                topics.gatewayStatus(),
                new GatewayStatus(false, url)));
        channel.announce(topics.gatewayStatus(), new GatewayStatus(true, url));
    }

    @Override
    public void announce(String topic, Message message) {
        channel.announce(topic, message);
    }

    @Override
    public void publish(String topic, Message message) {
        channel.publish(topic, message);
    }

    @Override
    public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
        return channel.subscribe(filter, type, handler);
    }

    @Override
    public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
        return channel.request(topic, command, timeout);
    }

    @Override
    public Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
        return channel.respond(topic, handler);
    }

    @Override
    public Registration onConnection(Consumer<Boolean> listener) {
        return channel.onConnection(listener);
    }

    /** Says that the gateway is offline, and disconnects. */
    @Override
    @Deactivate
    public void close() {
        channel.close();
    }
}
