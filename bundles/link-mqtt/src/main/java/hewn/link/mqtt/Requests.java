package hewn.link.mqtt;

import hewn.wire.CommandReply;
import hewn.wire.ControlException;
import hewn.wire.MessageCodec;
import hewn.wire.MessageException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * connection: the other side runs it once, however often it arrives. One that is made while there is no connection waits
 * for the next one, for as long as an attempt to connect may take: a broker that is restarted is back by then. Everything
 * runs on the channel's own thread.
 */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final int CORRELATION_BYTES = 16;

    private final Map<String, Pending> pending = new HashMap<>();

    /** Those of the pending ones that no connection has carried yet. */
    private final Set<String> unsent = new HashSet<>();

    private final MessageCodec codec;
    private final Supplier<MqttOptions> options;
    private final ScheduledExecutorService thread;
    private final RandomGenerator random;
    private Optional<Outlet> outlet = Optional.empty();
    private boolean closed;

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

        void fail(String message) {
            reply.completeExceptionally(new ControlException(message));
        }
    }

    void send(String topic, byte[] payload, Duration timeout, CompletableFuture<CommandReply> reply) {
        if (closed) { // and the thread takes no timers any more
            reply.completeExceptionally(new ControlException("the control channel is closed"));
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
                        after(timeout, () -> expire(name, timeout)),
                        after(options.get().connectTimeout(), () -> giveUpUnsent(name)),
                        thread.scheduleWithFixedDelay(
                                () -> publish(name), repeatMillis, repeatMillis, TimeUnit.MILLISECONDS)));
        pending.put(name, request);
        unsent.add(name);
        publish(name);
    }

    private ScheduledFuture<?> after(Duration pause, Runnable action) {
        return thread.schedule(action, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void publish(String name) {
        Pending request = pending.get(name);
        if (request != null) {
            outlet.ifPresent(connected -> {
                unsent.remove(name);
                connected.publish(Outgoing.request(request.topic(), request.payload(), name, request.left()));
            });
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
        closed = true;
        disconnected();
        List.copyOf(pending.keySet())
                .forEach(name -> fail(name, "the control channel was closed before there was a reply"));
    }

    private void expire(String name, Duration timeout) {
        giveUpUnsent(name);
        fail(
                name,
                "there was no reply within " + timeout.toMillis() + " ms. Check that the device is up and connected");
    }

    private void giveUpUnsent(String name) {
        if (unsent.contains(name)) {
            remove(name)
                    .ifPresent(request -> request.fail("there is no connection to the MQTT broker, so nothing could be"
                            + " asked at " + request.topic() + ". Check that the broker is up"));
        }
    }

    private void fail(String name, String what) {
        remove(name).ifPresent(request -> request.fail("to what was asked at " + request.topic() + " " + what));
    }

    private Optional<Pending> remove(String name) {
        unsent.remove(name);
        Optional<Pending> request = Optional.ofNullable(pending.remove(name));
        request.ifPresent(found -> found.timers().forEach(timer -> timer.cancel(false)));
        return request;
    }
}
