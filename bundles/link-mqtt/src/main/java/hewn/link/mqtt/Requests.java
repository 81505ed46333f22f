package hewn.link.mqtt;

import hewn.wire.CommandReply;
import hewn.wire.ControlException;
import hewn.wire.MessageCodec;
import hewn.wire.MessageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests whose replies are awaited. One without a reply is sent again from time to time and after every new
 * connection: the other side runs it once, however often it arrives. Everything runs on the channel's own thread.
 */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int CORRELATION_BYTES = 16;

    private final Map<String, Pending> pending = new HashMap<>();
    private final MessageCodec codec;
    private final Supplier<MqttOptions> options;
    private final ScheduledExecutorService thread;
    private final RandomGenerator random;
    private Optional<Outlet> outlet = Optional.empty();

    Requests(
            MessageCodec codec,
            Supplier<MqttOptions> options,
            ScheduledExecutorService thread,
            RandomGenerator random) {
        this.codec = codec;
        this.options = options;
        this.thread = thread;
        this.random = random;
    }

    private record Pending(
            String topic,
            byte[] payload,
            long deadlineNanos,
            CompletableFuture<CommandReply> reply,
            List<ScheduledFuture<?>> timers) {
        Duration left() {
            return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
        }
    }

    void send(String topic, byte[] payload, Duration timeout, CompletableFuture<CommandReply> reply) {
        if (outlet.isEmpty()) {
            reply.completeExceptionally(new ControlException("there is no connection to the MQTT broker, so nothing"
                    + " could be asked at " + topic + ". Check that the broker is up"));
            return;
        }
        byte[] correlation = new byte[CORRELATION_BYTES];
        random.nextBytes(correlation);
        String name = HexFormat.of().formatHex(correlation);
        long repeatMillis = options.get().repeat().toMillis();
        Pending request = new Pending(
                topic,
                payload,
                System.nanoTime() + timeout.toNanos(),
                reply,
                List.of(
                        thread.schedule(() -> expire(name, timeout), timeout.toNanos(), TimeUnit.NANOSECONDS),
                        thread.scheduleWithFixedDelay(
                                () -> publish(name), repeatMillis, repeatMillis, TimeUnit.MILLISECONDS)));
        pending.put(name, request);
        publish(name);
    }

    private void publish(String name) {
        Pending request = pending.get(name);
        if (request != null) {
            outlet.ifPresent(connected ->
                    connected.publish(Outgoing.request(request.topic(), request.payload(), name, request.left())));
        }
    }

    void connected(Outlet connected) {
        outlet = Optional.of(connected);
        pending.keySet().forEach(this::publish);
    }

    void disconnected() {
        outlet = Optional.empty();
    }

    void take(Incoming incoming) {
        Optional<Pending> request = remove(incoming.correlation());
        if (request.isEmpty()) {
            LOG.debug("a reply arrived at {} that nobody waits for", incoming.topic());
            return;
        }
        try {
            request.get().reply().complete(codec.decode(incoming.payload(), CommandReply.class));
        } catch (MessageException unfit) {
            request.get()
                    .reply()
                    .completeExceptionally(
                            new ControlException("the reply at " + incoming.topic() + " can't be read", unfit));
        }
    }

    void close() {
        disconnected();
        List.copyOf(pending.keySet())
                .forEach(name -> fail(name, "the control channel was closed before there was a reply"));
    }

    private void expire(String name, Duration timeout) {
        fail(
                name,
                "there was no reply within " + timeout.toMillis() + " ms. Check that the device is up and connected");
    }

    private void fail(String name, String what) {
        remove(name)
                .ifPresent(request -> request.reply()
                        .completeExceptionally(
                                new ControlException("to what was asked at " + request.topic() + " " + what)));
    }

    private Optional<Pending> remove(String name) {
        Optional<Pending> request = Optional.ofNullable(pending.remove(name));
        request.ifPresent(found -> found.timers().forEach(timer -> timer.cancel(false)));
        return request;
    }
}
