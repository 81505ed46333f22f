package hewn.link.mqtt;

import hewn.link.mqtt.ConnectionListeners.Listening;
import hewn.link.mqtt.Subscriptions.Subscription;
import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlException;
import hewn.wire.DeviceCommand;
import hewn.wire.Message;
import hewn.wire.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel over MQTT 5. It has two threads: one that speaks with the broker, and never waits for anybody, and one that
 * calls handlers.
 */
final class MqttChannel implements ControlChannel, BrokerConnection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(MqttChannel.class);
    private static final long CLOSE_SECONDS = 5;
    private static final long GOODBYE_SECONDS = 2;

    private final MessageCodec codec = new MessageCodec();
    private final ControlConnection connection;
    private final Supplier<MqttOptions> options;
    private final ScheduledExecutorService thread;
    private final HandlerThread handlers;
    private final Announcements announcements;
    private final Subscriptions subscriptions = new Subscriptions(codec);
    private final Requests requests;
    private final BrokerConnection broker;
    private final ConnectionListeners listeners;
    private Optional<Outlet> outlet = Optional.empty();

    MqttChannel(
            ControlConnection connection,
            Supplier<MqttOptions> options,
            Supplier<BrokerAccess> access,
            RandomGenerator random) {
        this.connection = connection;
        this.options = options;
        this.thread = thread("hewn-mqtt-" + connection.clientId());
        this.handlers = new HandlerThread(
                "hewn-control-" + connection.clientId(), options.get().queue());
        this.listeners = new ConnectionListeners(handlers);
        this.announcements = new Announcements(will());
        this.requests = new Requests(codec, options, thread, random);
        this.broker = new BrokerConnection(connection, options, access, this::will, thread, random, this);
        connection.will().ifPresent(will -> subscriptions.add(will.topic(), this::contradict));
        thread.execute(broker::connect);
    }

    /** What the broker is to say when this participant is gone; the MQTT client wants a message for itself each time. */
    private Optional<Outgoing> will() {
        return connection.will().map(will -> Outgoing.retained(will.topic(), codec.encode(will.message())));
    }

    /** What it says there itself. */
    private Optional<Outgoing> farewell() {
        return connection.will().map(will -> Outgoing.retained(will.topic(), codec.encode(will.farewell())));
    }

    private static ScheduledExecutorService thread(String name) {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        one.setRemoveOnCancelPolicy(true);
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return one;
    }

    @Override
    public void announce(String topic, Message message) {
        byte[] payload = codec.encode(message);
        TopicFilter.requireTopic(topic);
        onThread(() -> {
            announcements.put(topic, payload);
            publish(Outgoing.retained(topic, payload));
        });
    }

    @Override
    public void publish(String topic, Message message) {
        Outgoing outgoing = Outgoing.fleeting(TopicFilter.requireTopic(topic), codec.encode(message));
        onThread(() -> publish(outgoing));
    }

    @Override
    public <M extends Message> Registration subscribe(String filter, Class<M> type, BiConsumer<String, M> handler) {
        return registered(subscriptions.add(filter, type, handler));
    }

    private Registration registered(Subscription added) {
        onThread(() -> outlet.ifPresent(connected -> connected.subscribe(List.of(added.filter()))));
        return () -> {
            subscriptions.end(added);
            onThread(() -> unsubscribe(added.filter()));
        };
    }

    /** On the channel's thread: whoever subscribes again is known already, or subscribes at the broker after this. */
    private void unsubscribe(String filter) {
        if (!subscriptions.filters().contains(filter)) {
            outlet.ifPresent(connected -> connected.unsubscribe(filter));
        }
    }

    @Override
    public CompletionStage<CommandReply> request(String topic, DeviceCommand command, Duration timeout) {
        byte[] payload = codec.encode(command);
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        Runnable sending = () -> {
            expectRepliesAt(TopicFilter.repliesBeside(topic));
            requests.send(topic, payload, timeout, reply);
        };
        if (!onThread(sending)) {
            reply.completeExceptionally(new ControlException("the control channel is closed"));
        }
        return reply;
    }

    /** The broker works off what one connection sends in order: it knows of the subscription before the request. */
    private void expectRepliesAt(String replies) {
        if (!subscriptions.filters().contains(replies)) {
            subscriptions.add(replies, incoming -> onThread(() -> requests.take(incoming)));
            outlet.ifPresent(connected -> connected.subscribe(List.of(replies)));
        }
    }

    @Override
    public Registration respond(String topic, Function<DeviceCommand, CompletionStage<CommandReply>> handler) {
        Responder responder = new Responder(handler, codec, outgoing -> onThread(() -> publish(outgoing)));
        return registered(subscriptions.add(topic, responder::take));
    }

    @Override
    public Registration onConnection(Consumer<Boolean> listener) {
        Listening listening = new Listening(listener);
        onThread(() -> listeners.begin(listening, outlet.isPresent()));
        return () -> {
            listening.end();
            onThread(() -> listeners.remove(listening));
        };
    }

    @Override
    public void connected(Outlet connected) {
        outlet = Optional.of(connected);
        connected.subscribe(subscriptions.filters());
        announcements.publishAll(connected);
        thread.schedule(
                () -> run(() -> sayAgain(connected)), options.get().sayAgain().toNanos(), TimeUnit.NANOSECONDS);
        requests.connected(connected);
        listeners.tell(true);
    }

    private void sayAgain(Outlet connected) {
        outlet.filter(connected::equals).ifPresent(announcements::publishAll);
    }

    @Override
    public void disconnected() {
        outlet = Optional.empty();
        requests.disconnected();
        listeners.tell(false);
    }

    @Override
    public void arrived(Incoming incoming) {
        Runnable handling = () -> subscriptions.handle(incoming);
        if (incoming.mayBeLost()) {
            handlers.dispatchOrDrop(handling, incoming.topic());
        } else {
            handlers.dispatch(handling);
        }
    }

    private void contradict(Incoming incoming) {
        onThread(() -> outlet.ifPresent(connected -> announcements.contradict(incoming, connected)));
    }

    private void publish(Outgoing outgoing) {
        outlet.ifPresent(connected -> connected.publish(outgoing).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.debug("could not publish at {}", outgoing.topic(), failure);
            }
        }));
    }

    private boolean onThread(Runnable task) {
        try {
            thread.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("the channel of {} is closed", connection.clientId());
            return false;
        }
    }

    /** An executor would keep what is thrown to itself. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            LOG.error("the control channel failed; it goes on", defect);
        }
    }

    /** {@inheritDoc} It waits for the broker, but no longer than a few seconds. */
    @Override
    public void close() {
        if (onThread(this::shut)) {
            awaitEnd();
        }
    }

    private void shut() {
        thread.shutdown();
        announcements.clear();
        outlet.ifPresent(connected -> farewell().ifPresent(last -> await(connected.publish(last))));
        outlet = Optional.empty();
        broker.close();
        requests.close();
        handlers.close();
    }

    private static void await(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException broken) {
            LOG.debug("the broker does not take the farewell", broken);
        }
    }

    private void awaitEnd() {
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the control channel of {} does not close", connection.clientId());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
