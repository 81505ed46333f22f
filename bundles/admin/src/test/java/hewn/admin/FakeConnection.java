package hewn.admin;

import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceCommand;
import hewn.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** A connection, and who listens to it; nothing goes through it. */
public final class FakeConnection implements ControlChannel {
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    public void lose() {
        listeners.forEach(listener -> listener.accept(false));
    }

    @Override
    public Registration onConnection(Consumer<Boolean> listener) {
        listeners.add(listener);
        listener.accept(true);
        return () -> listeners.remove(listener);
    }

    @Override
    public void announce(String topic, Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(String topic, Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
