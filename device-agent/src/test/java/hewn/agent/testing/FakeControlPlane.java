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

/** Keeps what one participant says, and sends it commands. */
public final class FakeControlPlane implements ControlPlane {
    private final Map<String, Message> announced = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Message>> published = new ConcurrentHashMap<>();
    private final Map<String, Function<DeviceCommand, CompletionStage<CommandReply>>> handlers =
            new ConcurrentHashMap<>();
    private final Map<String, Consumer<Message>> subscribers = new ConcurrentHashMap<>();
    private volatile ControlConnection connection;
    private volatile boolean reachable = true;

    public ControlConnection connection() {
        return connection;
    }

    /** What is retained at a topic. */
    public Message retained(String topic) {
        return announced.get(topic);
    }

    /** Has the broker keep what another one said. */
    public void retain(String topic, Message message) {
        announced.put(topic, message);
    }

    /** As if nobody were connected. */
    public void goAway() {
        reachable = false;
    }

    /** Waits for the next message that is published once. */
    public Message next(String topic) throws InterruptedException {
        return published
                .computeIfAbsent(topic, key -> new LinkedBlockingQueue<>())
                .poll(20, TimeUnit.SECONDS);
    }

    /** Tells the participant what another one published. */
    public void deliver(String topic, Message message) {
        subscribers.get(topic).accept(message);
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
        connection = given;
        return new Channel(given);
    }

    private final class Channel implements ControlChannel {
        private final ControlConnection own;
        private final List<String> filters = new CopyOnWriteArrayList<>();

        private Channel(ControlConnection own) {
            this.own = own;
        }

        @Override
        public void announce(String topic, Message message) {
            announced.put(topic, message);
        }

        @Override
        public void publish(String topic, Message message) {
            published.computeIfAbsent(topic, key -> new LinkedBlockingQueue<>()).add(message);
            Optional.ofNullable(subscribers.get(topic)).ifPresent(subscriber -> subscriber.accept(message));
        }

        @Override
        public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
            filters.add(filter);
            subscribers.put(filter, message -> handler.accept(filter, type.cast(message)));
            if (reachable && announced.containsKey(filter)) {
                deliver(filter, announced.get(filter));
            }
            return () -> subscribers.remove(filter);
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
            listener.accept(reachable);
            return () -> {};
        }

        @Override
        public void close() {
            filters.forEach(subscribers::remove);
            own.will().ifPresent(will -> announced.put(will.topic(), will.farewell()));
        }
    }
}
