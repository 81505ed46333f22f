package hewn.wire;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The control plane as one participant sees it. It connects again by itself, and then subscribes and announces again.
 * Safe for use by several threads.
 */
@ProviderType
public interface ControlChannel extends AutoCloseable {
    /**
     * Keeps a message at a topic: it is published retained, again after every new connection, until {@link #close}.
     *
     * @param topic without wildcards
     * @param message replaces the one before
     */
    void announce(String topic, Message message);

    /**
     * Publishes a message once, if connected; otherwise it is dropped, as is fit for metrics.
     *
     * @param topic without wildcards
     * @param message what to say
     */
    void publish(String topic, Message message);

    /**
     * Receives messages, until {@link #close} or that of what it returns. A message that can't be read is logged and
     * dropped.
     *
     * @param filter with wildcards or without
     * @param type what is expected there
     * @param handler takes topic and message, one at a time
     * @param <M> the type of the messages
     * @return to be closed when the handler wants no more
     */
    <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler);

    /**
     * Sends a command and waits for its reply. Where there is no connection it is sent with the next one, unless that is
     * too long in coming.
     *
     * @param topic where the device takes commands
     * @param command what to do
     * @param timeout from now
     * @return the reply; completes exceptionally with a {@link ControlException} if there is no connection, or no reply
     *     in time
     */
    CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout);

    /**
     * Takes commands, until {@link #close} or that of what it returns.
     *
     * @param topic where they come
     * @param handler gives the reply; commands may be under way at the same time
     * @return to be closed when the handler takes no more
     */
    Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler);

    /**
     * Tells of every change of the connection, beginning with what it is.
     *
     * @param listener is told whether it is connected
     * @return to be closed when the listener wants no more
     */
    Registration onConnection(Consumer<Boolean> listener);

    /** Publishes its farewell where the will would have spoken, and disconnects. */
    @Override
    void close();

    /**
     * What ends the calls of a handler or a listener. Nobody else's end with them, and one that is under way may still be
     * running afterwards.
     */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
