package hewn.link.mqtt;

import hewn.wire.ControlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection to the broker after another, without end. Everything runs on the channel's own thread.
 *
 * <p>The MQTT client's automatic reconnection is not used: it does not cover the first connection, and can hang. Each
 * attempt has a client of its own, which is thrown away with it.
 */
final class BrokerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);

    private final ControlConnection connection;
    private final Supplier<MqttOptions> options;
    private final Supplier<BrokerAccess> access;
    private final Supplier<Optional<Outgoing>> will;
    private final ScheduledExecutorService thread;
    private final Listener listener;
    private final Backoff backoff;
    private Optional<ConnectionAttempt> current = Optional.empty();
    private Optional<Future<?>> timer = Optional.empty();
    private boolean outageReported;
    private boolean closed;

    BrokerConnection(
            ControlConnection connection,
            Supplier<MqttOptions> options,
            Supplier<BrokerAccess> access,
            Supplier<Optional<Outgoing>> will,
            ScheduledExecutorService thread,
            RandomGenerator random,
            Listener listener) {
        this.connection = connection;
        this.options = options;
        this.access = access;
        this.will = will;
        this.thread = thread;
        this.listener = listener;
        this.backoff = new Backoff(options, random);
    }

    /** Learns of every connection. */
    interface Listener {
        /** There is a connection, by which nothing was said yet. */
        void connected(Outlet outlet);

        /** It is gone. */
        void disconnected();

        /** Something arrived. This alone is called by a thread of the MQTT client. */
        void arrived(Incoming incoming);
    }

    void connect() {
        if (closed) {
            return;
        }
        try {
            attempt();
        } catch (MqttException | IOException | RuntimeException failed) { // Nobody else would try again.
            current.ifPresent(attempt -> guarded(attempt::abandon));
            retry(BrokerFault.of(failed).noConnection(), failed);
        }
    }

    private void attempt() throws MqttException, IOException {
        ConnectionAttempt attempt = new ConnectionAttempt(connection, options.get(), access.get(), will.get(), this);
        current = Optional.of(attempt);
        attempt.start();
        // A broker that hangs takes a connection, and says nothing.
        setTimer(() -> giveUp(attempt, attempt.silence()), options.get().connectTimeout());
    }

    void close() {
        closed = true;
        clearTimer();
        current.ifPresent(ConnectionAttempt::disconnect);
        current = Optional.empty();
    }

    /** Called by threads of the MQTT client, as are the next two. */
    void onConnected(ConnectionAttempt attempt) {
        onThread(attempt, () -> {
            LOG.atLevel(unlessPassing(Level.INFO))
                    .log("Connected to the MQTT broker {} as {}", connection.broker(), connection.clientId());
            clearTimer();
            if (guarded(() -> listener.connected(attempt.outlet()))) {
                outageReported = false;
                backoff.reset();
            } else {
                lose(attempt, new IllegalStateException("it could not be told what this client has to say"));
            }
        });
    }

    void onFailed(ConnectionAttempt attempt, Throwable cause) {
        onThread(attempt, () -> giveUp(attempt, cause));
    }

    void onLost(ConnectionAttempt attempt, Throwable cause) {
        onThread(attempt, () -> lose(attempt, cause));
    }

    /** Two of one name would take the connection from each other without end: the pause is long, and the log tells. */
    void onTakenOver(ConnectionAttempt attempt) {
        onThread(attempt, () -> {
            backoff.exhaust();
            lose(
                    attempt,
                    new IllegalStateException("another client has connected as " + connection.clientId()
                            + ": give each gateway and each device a name of its own"));
        });
    }

    void onArrived(Incoming incoming) {
        listener.arrived(incoming);
    }

    private void onThread(ConnectionAttempt attempt, Runnable action) {
        try {
            thread.execute(() -> {
                if (current.filter(attempt::equals).isPresent()) {
                    action.run();
                }
            });
        } catch (RejectedExecutionException stopped) {
            LOG.trace("the channel is closed", stopped);
        }
    }

    private void giveUp(ConnectionAttempt attempt, Throwable cause) {
        guarded(attempt::abandon);
        retry(BrokerFault.of(cause).noConnection(), cause);
    }

    private void lose(ConnectionAttempt attempt, Throwable cause) {
        guarded(listener::disconnected);
        guarded(attempt::abandon);
        retry(BrokerFault.of(cause).loss(), cause);
    }

    /** Whatever is thrown, by a thread that can't be started too, must not end the attempts. */
    private boolean guarded(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException | Error defect) {
            LOG.error("A step of the connection to the MQTT broker {} failed; going on", connection.broker(), defect);
            return false;
        }
    }

    private void retry(String reason, Throwable cause) {
        current = Optional.empty();
        report(reason, cause);
        setTimer(this::connect, backoff.next());
    }

    private void setTimer(Runnable action, Duration delay) {
        clearTimer();
        timer = Optional.of(thread.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void clearTimer() {
        timer.ifPresent(set -> set.cancel(false));
        timer = Optional.empty();
    }

    private void report(String reason, Throwable cause) {
        if (outageReported) {
            LOG.debug("no connection to the MQTT broker {}", connection.broker(), cause);
        } else {
            outageReported = true;
            LOG.atLevel(unlessPassing(Level.WARN))
                    .log(
                            "No connection to the MQTT broker {} ({}); trying again until there is one",
                            connection.broker(),
                            reason);
        }
    }

    /** Who only listens for a moment has another connection, or will have, that tells. */
    private Level unlessPassing(Level level) {
        return connection.will().isPresent() ? level : Level.DEBUG;
    }
}
