package hewn.agent.testing;

import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlPlane;
import hewn.wire.DeviceCommand;
import hewn.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A broker, and whoever else is there: it keeps what participants say, and tells them what a test has others say. */
public final class FakeControlPlane implements ControlPlane {
    private final Map<String, Message> announced = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Message>> published = new ConcurrentHashMap<>();
    private final Map<String, Function<DeviceCommand, CompletionStage<CommandReply>>> handlers =
            new ConcurrentHashMap<>();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private volatile Consumer<ControlConnection> opening = given -> {};
    private volatile ControlConnection connection;
    private volatile boolean reachable = true;

    /** How the last channel was opened. */
    public ControlConnection connection() {
        return connection;
    }

    /** Does something whenever a channel is opened. */
    public void onOpen(Consumer<ControlConnection> other) {
        opening = other;
    }

    /** What is retained at a topic. */
    public Message retained(String topic) {
        return announced.get(topic);
    }

    /** Has the broker keep what another one said. */
    public void retain(String topic, Message message) {
        announced.put(topic, message);
    }

    /** As if nobody were connected, and could be. */
    public void goAway() {
        reachable = false;
        channels.forEach(Channel::lose);
    }

    /** Connects a participant again: the first, the second and so on that were opened and not closed. */
    public void connect(int participant) {
        connect(channels.get(participant));
    }

    /** Has a participant lose its connection. */
    public void lose(int participant) {
        channels.get(participant).lose();
    }

    /** The broker throws off another one of the same name, and publishes its will (MQTT 5, section 3.1.4). */
    private void connect(Channel channel) {
        channels.stream()
                .filter(other -> other != channel)
                .filter(other -> other.own.clientId().equals(channel.own.clientId()))
                .forEach(Channel::lose);
        channel.connect();
    }

    /** Waits for the next message that is published once. */
    public Message next(String topic) throws InterruptedException {
        return published
                .computeIfAbsent(topic, key -> new LinkedBlockingQueue<>())
                .poll(20, TimeUnit.SECONDS);
    }

    /** Tells all participants what another one published. */
    public void deliver(String topic, Message message) {
        channels.forEach(channel -> channel.hear(topic, message));
    }

    /** Forgets what is retained at a topic, as a broker may. */
    public void forget(String topic) {
        announced.remove(topic);
    }

    public CommandReply command(String topic, DeviceCommand command) throws Exception {
        return handlers.get(topic).apply(command).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public ControlChannel open(ControlConnection given) {
        opening.accept(given);
        connection = given;
        Channel channel = new Channel(given);
        channels.add(channel);
        if (reachable) {
            connect(channel);
        }
        return channel;
    }

    private record Subscription(String filter, Consumer<Message> handler) {}

    private final class Channel implements ControlChannel {
        private final ControlConnection own;
        private final Map<String, Message> announcements = new ConcurrentHashMap<>();
        private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
        private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
        private volatile boolean connected;

        private Channel(ControlConnection own) {
            this.own = own;
        }

        private void connect() {
            connected = true;
            subscriptions.forEach(this::hearRetained);
            announcements.forEach(this::retain);
            listeners.forEach(listener -> listener.accept(true));
        }

        private void lose() {
            if (connected) {
                connected = false;
                own.will().ifPresent(will -> retain(will.topic(), will.message()));
                listeners.forEach(listener -> listener.accept(false));
            }
        }

        private void retain(String topic, Message message) {
            announced.put(topic, message);
            deliver(topic, message);
        }

        private void hear(String topic, Message message) {
            if (connected) {
                subscriptions.stream()
                        .filter(subscription -> subscription.filter().equals(topic))
                        .forEach(subscription -> subscription.handler().accept(message));
            }
        }

        private void hearRetained(Subscription subscription) {
            Optional.ofNullable(announced.get(subscription.filter())).ifPresent(subscription.handler());
        }

        @Override
        public void announce(String topic, Message message) {
            announcements.put(topic, message);
            if (connected) {
                retain(topic, message);
            }
        }

        @Override
        public void publish(String topic, Message message) {
            if (connected) {
                published
                        .computeIfAbsent(topic, key -> new LinkedBlockingQueue<>())
                        .add(message);
                deliver(topic, message);
            }
        }

        @Override
        public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
            Subscription subscription = new Subscription(filter, message -> handler.accept(filter, type.cast(message)));
            subscriptions.add(subscription);
            if (connected) {
                hearRetained(subscription);
            }
            return () -> subscriptions.remove(subscription);
        }

        @Override
        public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
            throw new UnsupportedOperationException("a device does not command");
        }

        @Override
        public Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
            handlers.put(topic, handler);
            return () -> handlers.remove(topic);
        }

        @Override
        public Registration onConnection(Consumer<Boolean> listener) {
            listeners.add(listener);
            listener.accept(connected);
            return () -> listeners.remove(listener);
        }

        @Override
        public void close() {
            channels.remove(this);
            if (connected) {
                connected = false;
                own.will().ifPresent(will -> retain(will.topic(), will.farewell()));
            }
        }
    }
}
