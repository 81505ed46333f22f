package hewn.itests.system;

import hewn.broker.BrokerOptions;
import hewn.broker.EmbeddedBroker;
import hewn.fleet.DeviceId;
import hewn.itests.support.AgentProcess;
import hewn.itests.support.Eventually;
import hewn.link.mqtt.MqttControlPlane;
import hewn.link.mqtt.MqttOptions;
import hewn.wire.CommandReply;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.GatewayStatus;
import hewn.wire.Message;
import hewn.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A real broker, real agents, and a test in the gateway's place. */
final class Site implements AutoCloseable {
    private static final Topics TOPICS = new Topics("default");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final URI broker;
    private final ControlChannel channel;
    private final Map<String, Message> latest = new ConcurrentHashMap<>();
    private final Map<String, AgentProcess> agents = new ConcurrentHashMap<>();
    private Optional<EmbeddedBroker> running;

    Site(Path folder) throws IOException {
        this.folder = folder;
        EmbeddedBroker first = new EmbeddedBroker(BrokerOptions.onLoopback(0));
        this.running = Optional.of(first);
        this.broker = URI.create("mqtt://127.0.0.1:" + first.port());
        this.channel = new MqttControlPlane(MqttOptions.DEFAULT, SecureRandom::new)
                .open(new ControlConnection(
                        broker,
                        "test",
                        Optional.empty(),
                        TOPICS.gatewayStatus(),
                        new GatewayStatus(false, "http://127.0.0.1:1")));
        channel.subscribe(TOPICS.ofEveryDevice("status"), DeviceStatus.class, this::hear);
        channel.subscribe(TOPICS.ofEveryDevice("profile"), DeviceProfile.class, latest::put);
        channel.subscribe(TOPICS.ofEveryDevice("metrics"), DeviceMetrics.class, latest::put);
    }

    /** A will that a broker publishes after the farewell of its session says nothing new. */
    private void hear(String topic, DeviceStatus status) {
        DeviceStatus farewell = new DeviceStatus(false, status.session(), true);
        latest.merge(topic, status, (before, now) -> before.equals(farewell) ? before : now);
    }

    URI broker() {
        return broker;
    }

    void stopBroker() {
        running.ifPresent(EmbeddedBroker::close);
        running = Optional.empty();
    }

    void startBroker() throws IOException {
        running = Optional.of(new EmbeddedBroker(BrokerOptions.onLoopback(broker.getPort())));
    }

    AgentProcess start(String id, String... options) {
        AgentProcess agent = AgentProcess.start(broker, id, folder, options);
        agents.put(id, agent);
        return agent;
    }

    /** The agent that was started last under some name. */
    AgentProcess agent(String id) {
        return Objects.requireNonNull(agents.get(id));
    }

    /** Waits until a device says that it is online, and what it is. */
    DeviceProfile awaitOnline(String id) throws Exception {
        DeviceStatus online = awaitStatus(id, DeviceStatus::online);
        return await(
                TOPICS.profile(new DeviceId(id)),
                DeviceProfile.class,
                profile -> profile.session().equals(online.session()));
    }

    DeviceStatus awaitStatus(String id, Predicate<DeviceStatus> wanted) throws Exception {
        return await(TOPICS.status(new DeviceId(id)), DeviceStatus.class, wanted);
    }

    DeviceProfile awaitProfile(String id, Predicate<DeviceProfile> wanted) throws Exception {
        return await(TOPICS.profile(new DeviceId(id)), DeviceProfile.class, wanted);
    }

    DeviceMetrics awaitMetrics(String id, Predicate<DeviceMetrics> wanted) throws Exception {
        return await(TOPICS.metrics(new DeviceId(id)), DeviceMetrics.class, wanted);
    }

    private <M extends Message> M await(String topic, Class<M> type, Predicate<M> wanted) throws Exception {
        try {
            return Eventually.eventually(
                            "a message at " + topic,
                            () -> Optional.ofNullable(latest.get(topic)).map(type::cast),
                            seen -> seen.filter(wanted).isPresent())
                    .orElseThrow();
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; the agents say:\n" + logs(), late);
        }
    }

    private String logs() {
        return agents.values().stream().map(AgentProcess::log).collect(Collectors.joining("\n"));
    }

    /** Forgets what was said, so that what is awaited is said again. */
    void forget() {
        latest.clear();
    }

    CommandReply command(String id, DeviceCommand command) throws Exception {
        return channel.request(TOPICS.commands(new DeviceId(id)), command, PATIENCE)
                .toCompletableFuture()
                .get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
    }

    CommandReply done(String id, DeviceCommand command) throws Exception {
        CommandReply reply = Objects.requireNonNull(command(id, command));
        if (reply instanceof CommandReply.Refused) {
            throw new AssertionError(id + " refused " + command + ": " + reply);
        }
        return reply;
    }

    CommandReply.Refused refused(String id, DeviceCommand command) throws Exception {
        CommandReply reply = Objects.requireNonNull(command(id, command));
        if (reply instanceof CommandReply.Refused refused) {
            return refused;
        }
        throw new AssertionError(id + " did not refuse " + command + ": " + reply);
    }

    @Override
    public void close() {
        agents.values().forEach(AgentProcess::close);
        channel.close();
        stopBroker();
    }
}
