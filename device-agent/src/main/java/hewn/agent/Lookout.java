package hewn.agent;

import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlPlane;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for an agent of the same name by a connection of another name, for the broker would throw that agent off for one of
 * its own. It listens from its beginning on, until it is closed; and it calls whoever is said to be online, so that one that
 * lives need not be waited for until its next metrics.
 */
final class Lookout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final int SUFFIX = 8;

    /** For brokers that deliver what is retained apart from the rest, and so perhaps a moment later. */
    private static final Duration LATE = Duration.ofMillis(100);

    private final AgentSettings settings;
    private final String session;
    private final Patience patience;
    private final ControlChannel channel;
    private final CompletableFuture<Boolean> told = new CompletableFuture<>();
    private final CompletableFuture<Boolean> said = new CompletableFuture<>();
    private final CompletableFuture<Boolean> lives = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** The session of the agent that is online, as far as it was told. */
    private volatile Optional<String> online = Optional.empty();

    /**
     * How long to wait.
     *
     * @param broker for the broker
     * @param life for a sign of life of one that is said to be online, from when it was called
     * @param end for the will of one whose last metrics a slow broker delivers just before it
     */
    record Patience(Duration broker, Duration life, Duration end) {
        /** A call is answered at once; older agents only give the metrics that are due, every three seconds. */
        static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(2), Duration.ofMillis(3500), Duration.ofMillis(500));
    }

    /**
     * Begins to listen.
     *
     * @param control opens the connection
     * @param settings whose name it is
     * @param session the process that is to take it
     * @param patience how long to wait
     */
    Lookout(ControlPlane control, AgentSettings settings, String session, Patience patience) {
        this.settings = settings;
        this.session = session;
        this.patience = patience;
        this.channel = control.open(new ControlConnection(
                settings.network().broker().uri(),
                settings.clientId() + "-" + session.substring(0, Math.min(SUFFIX, session.length())),
                settings.network().credentials(),
                Optional.empty()));
        try {
            listen(settings.topics());
        } catch (RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void listen(Topics topics) {
        channel.subscribe(topics.metrics(settings.id()), DeviceMetrics.class, (topic, metrics) -> hear(metrics));
        // A broker says first what it retains, and then this again; it means no other agent.
        channel.subscribe(topics.rollCall(settings.id()), RollCall.class, (topic, call) -> {
            if (call.session().equals(session)) {
                told.complete(true);
            }
        });
        // The last one: whoever is said to be online is called, and its answer is to be heard.
        channel.subscribe(topics.status(settings.id()), DeviceStatus.class, (topic, status) -> hear(status));
        channel.onConnection(isConnected -> {
            if (isConnected) {
                channel.publish(topics.rollCall(settings.id()), new RollCall(session));
            }
        });
    }

    private void hear(DeviceStatus status) {
        Optional<String> before = online;
        online = status.online() ? Optional.of(status.session()) : Optional.empty();
        said.complete(true);
        told.complete(true);
        if (!status.online()) {
            lives.complete(false);
            ended.complete(true);
        } else if (!online.equals(before)) { // its answer says that it is online, too
            call(status.session());
        }
    }

    private void call(String other) {
        channel.publish(settings.topics().rollCall(settings.id()), new RollCall(other));
        lives.completeOnTimeout(false, patience.life().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void hear(DeviceMetrics metrics) {
        if (online.filter(metrics.session()::equals).isPresent()) {
            lives.complete(true);
        }
    }

    /**
     * Returns if no other agent lives, as far as can be told. One that is said to be online, and gives no sign of life, ended
     * without a will.
     *
     * @throws StartException if another one lives
     */
    void requireNobody() throws StartException {
        boolean found = within(patience.broker(), told) && within(LATE, said) && within(patience.life(), lives);
        if (found && (!within(patience.end(), ended) || online.isPresent())) { // who lives contradicts an old will
            throw settings.name().isTaken();
        }
    }

    private static boolean within(Duration limit, CompletableFuture<Boolean> answer) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException silence) {
            LOG.debug("nothing was heard within {}", limit, silence);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void close() {
        channel.close();
    }
}
