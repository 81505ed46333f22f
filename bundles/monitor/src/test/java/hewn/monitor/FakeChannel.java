package hewn.monitor;

import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceCommand;
import hewn.wire.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Delivers what a test says that devices published. */
final class FakeChannel implements ControlChannel {
    private final Map<Class<?>, BiConsumer<String, Message>> handlers = new HashMap<>();
    private final Map<String, List<Message>> published = new HashMap<>();

    /** What was published at a topic. */
    List<Message> published(String topic) {
        return published.getOrDefault(topic, List.of());
    }

    boolean isHeard() {
        return !handlers.isEmpty();
    }

    void deliver(String topic, Message message) {
        handlers.get(message.getClass()).accept(topic, message);
    }

    @Override
    public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
        handlers.put(type, (topic, message) -> handler.accept(topic, type.cast(message)));
        return () -> handlers.remove(type);
    }

    @Override
    public void announce(String topic, Message message) {}

    @Override
    public void publish(String topic, Message message) {
        published.computeIfAbsent(topic, key -> new ArrayList<>()).add(message);
    }

    @Override
    public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    @Override
    public Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
        return () -> {};
    }

    @Override
    public Registration onConnection(Consumer<Boolean> listener) {
        return () -> {};
    }

    @Override
    public void close() {}
}
