package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.fleet.DeviceId;
import hewn.wire.CommandReply;
import hewn.wire.CommandReply.Done;
import hewn.wire.CommandReply.Refused;
import hewn.wire.ControlChannel;
import hewn.wire.ControlChannel.Registration;
import hewn.wire.ControlConnection;
import hewn.wire.ControlException;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.WarmStage;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceStatus;
import hewn.wire.GatewayStatus;
import hewn.wire.Message;
import hewn.wire.MessageCodec;
import hewn.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a channel does, whatever broker is behind it. */
abstract class MqttChannelContract {
    private static final MqttOptions OPTIONS = new MqttOptions(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            1000);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("test");
    private static final DeviceId CAMERA = new DeviceId("camera.1");
    private static final DeviceStatus ONLINE = new DeviceStatus(true, "s1");
    private static final DeviceStatus OFFLINE = new DeviceStatus(false, "s1");

    private final MqttControlPlane plane = new MqttControlPlane(OPTIONS, () -> new SplittableRandom(5));
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Heard<DeviceStatus> statuses = new Heard<>();
    private TestBroker broker;
    private Proxy proxy;

    abstract TestBroker broker() throws IOException;

    @BeforeEach
    void startBroker() throws IOException {
        broker = broker();
        broker.start();
        proxy = new Proxy(broker.port());
        open.add(broker);
        open.add(proxy);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void announcesToThoseWhoAreThereAndThoseWhoCome() {
        ControlChannel early = gateway();
        watchStatus(early);
        device().announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);

        watchStatus(channel("late", brokerUri(), "hewn/test/late", OFFLINE));
        assertThat(statuses.next()).isEqualTo(ONLINE);
    }

    @Test
    void saysThatItIsGoneWhenItIsClosed() {
        watchStatus(gateway());
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
        device.close();
        assertThat(statuses.next()).isEqualTo(OFFLINE);
    }

    @Test
    void hasTheBrokerSaySoWhenItsConnectionIsKilledAndComesBack() {
        watchStatus(gateway());
        deviceBehindProxy().announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
        proxy.cut();
        statuses.until(OFFLINE::equals);
        statuses.until(ONLINE::equals);
    }

    @Test
    void hasTheBrokerSaySoWhenItHangsAndComesBack() {
        watchStatus(gateway());
        deviceBehindProxy().announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
        proxy.mute(true);
        statuses.until(OFFLINE::equals);
        proxy.mute(false);
        statuses.until(ONLINE::equals);
    }

    @Test
    void whoOnlyListensLeavesNothing() {
        watchStatus(gateway());
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
        Heard<DeviceStatus> heard = new Heard<>();
        try (ControlChannel passing =
                plane.open(new ControlConnection(brokerUri(), "passing", Optional.empty(), Optional.empty()))) {
            passing.subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> heard.hear(status));
            assertThat(heard.next()).isEqualTo(ONLINE);
        }
        device.close();
        assertThat(statuses.next()).isEqualTo(OFFLINE);
    }

    @Test
    void contradictsAWillThatCameTooLate() throws Exception {
        watchStatus(gateway());
        device().announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
        publishRaw(TOPICS.status(CAMERA), new MessageCodec().encode(OFFLINE));
        assertThat(statuses.next()).isEqualTo(OFFLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
    }

    @Test
    void answersCommands() throws Exception {
        ControlChannel device = device();
        device.respond(TOPICS.commands(CAMERA), command -> done(command.toString()));
        WarmStage command = new WarmStage(3, 1);
        assertThat(get(gateway().request(TOPICS.commands(CAMERA), command, TIMEOUT)))
                .isEqualTo(new Done(1, command.toString()));
    }

    @Test
    void hasManyCommandsUnderWayAtTheSameTime() throws Exception {
        Heard<CompletableFuture<CommandReply>> running = new Heard<>();
        device().respond(TOPICS.commands(CAMERA), command -> {
            CompletableFuture<CommandReply> reply = new CompletableFuture<>();
            running.hear(reply);
            return reply;
        });
        ControlChannel gateway = gateway();
        List<CompletionStage<CommandReply>> replies = IntStream.range(0, 100)
                .mapToObj(i -> gateway.request(TOPICS.commands(CAMERA), new WarmStage(i, 0), TIMEOUT))
                .toList();
        List<CompletableFuture<CommandReply>> all =
                IntStream.range(0, 100).mapToObj(i -> running.next()).toList();
        all.forEach(reply -> reply.complete(new Done(1, "")));
        for (CompletionStage<CommandReply> reply : replies) {
            assertThat(get(reply)).isInstanceOf(Done.class);
        }
    }

    @Test
    void runsACommandOnceHoweverOftenItArrives() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        device().respond(TOPICS.commands(CAMERA), command -> {
            runs.incrementAndGet();
            return reply;
        });
        CompletionStage<CommandReply> answer = gateway().request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT);
        Heard<String> repeated = new Heard<>();
        rawSubscriber(TOPICS.commands(CAMERA), repeated);
        repeated.next();
        repeated.next(); // It was sent at least three times now.
        reply.complete(new Done(7, "once"));
        assertThat(get(answer)).isEqualTo(new Done(7, "once"));
        assertThat(runs).hasValue(1);
    }

    @Test
    void keepsARequestOverARestartOfTheBroker() throws Exception {
        Heard<DeviceCommand> commands = new Heard<>();
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        device().respond(TOPICS.commands(CAMERA), command -> {
            commands.hear(command);
            return reply;
        });
        CompletionStage<CommandReply> answer = gateway().request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT);
        commands.next();
        broker.stop();
        reply.complete(new Done(7, "while the broker was away"));
        broker.start();
        assertThat(get(answer)).isEqualTo(new Done(7, "while the broker was away"));
        assertThat(commands.isEmpty()).isTrue();
    }

    @Test
    void sendsWhatIsAskedWithoutAConnectionOnceThereIsOne() throws Exception {
        device().respond(TOPICS.commands(CAMERA), command -> done("ok"));
        ControlChannel gateway = gateway();
        Heard<Boolean> connection = new Heard<>();
        gateway.onConnection(connection::hear);
        assertThat(connection.until(isConnected -> isConnected)).isTrue();

        broker.stop();
        assertThat(connection.next()).isFalse();
        CompletionStage<CommandReply> answer = gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT);
        broker.start();
        assertThat(get(answer)).isEqualTo(new Done(1, "ok"));
    }

    @Test
    void comesBackAfterARestartOfTheBroker() throws Exception {
        ControlChannel gateway = gateway();
        watchStatus(gateway);
        Heard<Boolean> connection = new Heard<>();
        gateway.onConnection(connection::hear);
        assertThat(connection.until(isConnected -> isConnected)).isTrue();
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), ONLINE);
        device.respond(TOPICS.commands(CAMERA), command -> done("ok"));
        assertThat(statuses.next()).isEqualTo(ONLINE);

        broker.stop();
        assertThat(connection.next()).isFalse();
        assertThatThrownBy(() -> get(gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT)))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no connection");
        broker.start();
        assertThat(connection.next()).isTrue();
        statuses.until(ONLINE::equals);
        assertThat(get(gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT)))
                .isEqualTo(new Done(1, "ok"));
    }

    @Test
    void connectsOnceTheBrokerIsThere() throws Exception {
        broker.stop();
        Heard<Boolean> connection = new Heard<>();
        ControlChannel device = device();
        device.onConnection(connection::hear);
        device.announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(connection.next()).isFalse();
        broker.start();
        assertThat(connection.next()).isTrue();
        watchStatus(gateway());
        assertThat(statuses.next()).isEqualTo(ONLINE);
    }

    @Test
    void connectsOnceABrokerThatHangsAnswers() {
        proxy.mute(true);
        Heard<Boolean> connection = new Heard<>();
        ControlChannel device = deviceBehindProxy();
        device.onConnection(connection::hear);
        assertThat(connection.next()).isFalse();
        proxy.mute(false);
        assertThat(connection.next()).isTrue();
    }

    @Test
    void goesOnWhenAnotherTakesItsName() {
        Heard<Boolean> connection = new Heard<>();
        ControlChannel first = device();
        first.onConnection(connection::hear);
        connection.until(isConnected -> isConnected);
        ControlChannel second = device();
        connection.until(isConnected -> !isConnected);
        second.close();
        connection.until(isConnected -> isConnected);
    }

    @Test
    void saysThatThereWasNoReplyInTime() throws Exception {
        ControlChannel gateway = gateway();
        assertThatThrownBy(() ->
                        get(gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), Duration.ofMillis(400))))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("hewn/test/devices/camera.1/commands")
                .hasMessageContaining("400 ms");
    }

    @Test
    void saysItsFarewellAndNotItsWillWhenItIsClosed() {
        watchStatus(gateway());
        DeviceStatus farewell = new DeviceStatus(false, "s1", true);
        ControlChannel device = plane.open(new ControlConnection(
                brokerUri(), CAMERA.value(), Optional.empty(), TOPICS.status(CAMERA), OFFLINE, farewell));
        open.add(device);
        device.announce(TOPICS.status(CAMERA), ONLINE);
        statuses.until(ONLINE::equals);
        device.close();
        statuses.until(farewell::equals);
        assertThat(statuses.holds(OFFLINE)).isFalse();
    }

    @Test
    void tellsAnEndedSubscriberNothingWhileOthersOfItsFilterGoOn() {
        ControlChannel gateway = gateway();
        Heard<DeviceStatus> ended = new Heard<>();
        Registration registration = gateway.subscribe(
                TOPICS.ofEveryDevice("status"), DeviceStatus.class, (topic, status) -> ended.hear(status));
        watchStatus(gateway);
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), ONLINE);
        ended.until(ONLINE::equals);
        statuses.until(ONLINE::equals);

        registration.close();
        registration.close();
        DeviceStatus later = new DeviceStatus(true, "s2");
        device.announce(TOPICS.status(CAMERA), later);
        statuses.until(later::equals);
        awaitSubscribed(gateway); // The handlers are called in order: all of this status has passed.
        assertThat(ended.holds(later)).isFalse();
    }

    @Test
    void takesItsLastSubscriberOfAFilterOffTheBroker() {
        ControlChannel gateway = gatewayBehindProxy();
        Heard<DeviceStatus> ended = new Heard<>();
        Registration registration =
                gateway.subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> ended.hear(status));
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), new DeviceStatus(true, "heard"));
        ended.next();
        assertThat(proxy.hasCarried("\"heard\"")).isTrue();

        registration.close();
        awaitSubscribed(gateway);
        device.announce(TOPICS.status(CAMERA), new DeviceStatus(true, "unheard"));
        Heard<DeviceStatus> again = new Heard<>();
        channel("late", brokerUri(), "hewn/test/late", OFFLINE)
                .subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> again.hear(status));
        again.until(new DeviceStatus(true, "unheard")::equals);
        awaitSubscribed(gateway);
        assertThat(proxy.hasCarried("\"unheard\"")).isFalse();

        gateway.subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> ended.hear(status));
        assertThat(ended.next()).isEqualTo(new DeviceStatus(true, "unheard"));
    }

    @Test
    void doesNotSubscribeAgainToWhatHasEndedMeanwhile() {
        ControlChannel gateway = gatewayBehindProxy();
        gateway.subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> statuses.hear(status))
                .close();
        Heard<Boolean> connection = new Heard<>();
        gateway.onConnection(connection::hear);
        assertThat(connection.next()).isTrue();
        proxy.cut();
        assertThat(connection.next()).isFalse();
        assertThat(connection.next()).isTrue();
        device().announce(TOPICS.status(CAMERA), new DeviceStatus(true, "unheard"));
        watchStatus(channel("late", brokerUri(), "hewn/test/late", OFFLINE));
        statuses.until(new DeviceStatus(true, "unheard")::equals);
        awaitSubscribed(gateway);
        assertThat(proxy.hasCarried("\"unheard\"")).isFalse();
    }

    @Test
    void takesNoCommandsOnceItsResponderHasEnded() {
        ControlChannel device = device();
        device.respond(TOPICS.commands(CAMERA), command -> done("never")).close();
        awaitSubscribed(device);
        CompletionStage<CommandReply> reply =
                gateway().request(TOPICS.commands(CAMERA), new WarmStage(1, 0), Duration.ofMillis(700));
        assertThatThrownBy(() -> get(reply)).hasMessageContaining("there was no reply");
    }

    @Test
    void tellsAnEndedListenerNothingOfTheConnection() {
        ControlChannel gateway = gatewayBehindProxy();
        Heard<Boolean> connection = new Heard<>();
        Heard<Boolean> ended = new Heard<>();
        Registration registration = gateway.onConnection(ended::hear);
        gateway.onConnection(connection::hear);
        assertThat(ended.next()).isTrue();
        assertThat(connection.next()).isTrue();
        registration.close();
        proxy.cut();
        assertThat(connection.next()).isFalse();
        assertThat(connection.next()).isTrue();
        assertThat(ended.isEmpty()).isTrue();
    }

    @Test
    void turnsAHandlerThatFailsIntoARefusal() throws Exception {
        device().respond(TOPICS.commands(CAMERA), command -> {
            if (command.equals(new WarmStage(1, 0))) {
                throw new IllegalStateException("thrown on purpose");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("failed on purpose"));
        });
        ControlChannel gateway = gateway();
        for (long generation = 1; generation <= 2; generation++) {
            CommandReply reply = get(gateway.request(TOPICS.commands(CAMERA), new WarmStage(generation, 0), TIMEOUT));
            assertThat(reply).isInstanceOf(Refused.class);
            assertThat(((Refused) reply).message()).contains("on purpose");
        }
    }

    @Test
    void refusesCommandsOfAnotherSchemaAndSaysSo() throws Exception {
        device().respond(TOPICS.commands(CAMERA), command -> done("never"));
        Heard<String> replies = new Heard<>();
        rawSubscriber("hewn/test/devices/camera.1/replies", replies);
        MqttMessage command = new MqttMessage("{\"schema\":99}".getBytes(StandardCharsets.UTF_8));
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic("hewn/test/devices/camera.1/replies");
        properties.setCorrelationData(new byte[] {1});
        command.setProperties(properties);
        raw().publish(TOPICS.commands(CAMERA), command).waitForCompletion();
        assertThat(replies.next()).contains("UNKNOWN_SCHEMA").contains("schema 99");
    }

    @Test
    void dropsWhatItCannotReadAndGoesOn() throws Exception {
        watchStatus(gateway());
        for (String junk : List.of("no json", "{}", "{\"schema\":2}", "")) {
            publishRaw(TOPICS.status(CAMERA), junk.getBytes(StandardCharsets.UTF_8));
        }
        publishRaw(TOPICS.status(CAMERA), new byte[] {(byte) 0xff, 0});
        publishRaw(TOPICS.status(CAMERA), new byte[MessageCodec.LIMIT_BYTES + 1]);
        publishRaw(TOPICS.status(CAMERA), new byte[MessageCodec.LIMIT_BYTES + (1 << 20)]);
        device().announce(TOPICS.status(CAMERA), ONLINE);
        assertThat(statuses.next()).isEqualTo(ONLINE);
    }

    @Test
    void goesOnWhenAHandlerThrows() {
        ControlChannel gateway = gateway();
        gateway.subscribe(TOPICS.ofEveryDevice("status"), DeviceStatus.class, (topic, status) -> {
            statuses.hear(status);
            throw new IllegalStateException("thrown on purpose");
        });
        ControlChannel device = device();
        device.announce(TOPICS.status(CAMERA), ONLINE);
        device.announce(TOPICS.status(CAMERA), new DeviceStatus(true, "s2"));
        statuses.until(new DeviceStatus(true, "s2")::equals);
    }

    @Test
    void letsAHandlerAskAndClose() throws Exception {
        device().respond(TOPICS.commands(CAMERA), command -> done("ok"));
        ControlChannel gateway = gateway();
        CompletableFuture<CommandReply> reply = new CompletableFuture<>();
        gateway.subscribe(
                TOPICS.ofEveryDevice("status"),
                DeviceStatus.class,
                (topic, status) -> gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT)
                        .thenAccept(reply::complete));
        device("other").announce(TOPICS.status(new DeviceId("other")), ONLINE);
        assertThat(get(reply)).isEqualTo(new Done(1, "ok"));

        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        gateway.onConnection(isConnected -> {
            gateway.close();
            closed.complete(true);
        });
        assertThat(get(closed)).isTrue();
    }

    @Test
    void publishesMetrics() {
        Heard<DeviceMetrics> heard = new Heard<>();
        ControlChannel gateway = gateway();
        gateway.subscribe(
                TOPICS.ofEveryDevice("metrics"), DeviceMetrics.class, (topic, metrics) -> heard.hear(metrics));
        Heard<Boolean> connection = new Heard<>();
        ControlChannel device = device();
        device.onConnection(connection::hear);
        connection.until(isConnected -> isConnected);
        awaitSubscribed(gateway);
        DeviceMetrics metrics = new DeviceMetrics("s1", 1, 0.5, 2, 3, List.of());
        device.publish(TOPICS.metrics(CAMERA), metrics);
        assertThat(heard.next()).isEqualTo(metrics);
    }

    @Test
    void failsWhatIsAskedWhenItIsClosed() {
        ControlChannel gateway = gateway();
        CompletionStage<CommandReply> waiting = gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT);
        gateway.close();
        assertThatThrownBy(() -> get(waiting)).isInstanceOf(ControlException.class);
        assertThatThrownBy(() -> get(gateway.request(TOPICS.commands(CAMERA), new WarmStage(1, 0), TIMEOUT)))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("closed");
    }

    /** The broker works off what the gateway sends in order: when this comes back, the subscriptions before it stand. */
    private static void awaitSubscribed(ControlChannel gateway) {
        Heard<GatewayStatus> echo = new Heard<>();
        GatewayStatus status = new GatewayStatus(true, "http://127.0.0.1:8080");
        gateway.subscribe(TOPICS.gatewayStatus(), GatewayStatus.class, (topic, heard) -> echo.hear(heard));
        gateway.announce(TOPICS.gatewayStatus(), status);
        echo.until(status::equals);
    }

    private static CompletionStage<CommandReply> done(String detail) {
        return CompletableFuture.completedFuture(new Done(1, detail));
    }

    private void watchStatus(ControlChannel channel) {
        channel.subscribe(TOPICS.ofEveryDevice("status"), DeviceStatus.class, (topic, status) -> statuses.hear(status));
    }

    private URI brokerUri() {
        return URI.create("mqtt://127.0.0.1:" + broker.port());
    }

    private ControlChannel gateway() {
        return gateway(brokerUri());
    }

    private ControlChannel gatewayBehindProxy() {
        return gateway(proxy.uri());
    }

    private ControlChannel gateway(URI uri) {
        ControlChannel gateway =
                channel("gateway", uri, TOPICS.gatewayStatus(), new GatewayStatus(false, "http://127.0.0.1:8080"));
        Heard<Boolean> connection = new Heard<>();
        gateway.onConnection(connection::hear);
        connection.until(isConnected -> isConnected);
        return gateway;
    }

    private ControlChannel device() {
        return channel(CAMERA.value(), brokerUri(), TOPICS.status(CAMERA), OFFLINE);
    }

    private ControlChannel device(String id) {
        return channel(id, brokerUri(), TOPICS.status(new DeviceId(id)), OFFLINE);
    }

    private ControlChannel deviceBehindProxy() {
        return channel(CAMERA.value(), proxy.uri(), TOPICS.status(CAMERA), OFFLINE);
    }

    private ControlChannel channel(String id, URI uri, String willTopic, Message will) {
        ControlChannel channel = plane.open(new ControlConnection(uri, id, Optional.empty(), willTopic, will));
        open.add(channel);
        return channel;
    }

    private MqttAsyncClient raw() throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + broker.port(), "raw" + open.size(), new MemoryPersistence());
        client.connect().waitForCompletion();
        open.add(() -> {
            client.disconnectForcibly(0, 1, false);
            client.close(true);
        });
        return client;
    }

    private void publishRaw(String topic, byte[] payload) throws MqttException {
        raw().publish(topic, new MqttMessage(payload, 1, false, new MqttProperties()))
                .waitForCompletion();
    }

    private void rawSubscriber(String topic, Heard<String> heard) throws MqttException {
        MqttAsyncClient client = raw();
        client.setCallback(new RawCallback(heard));
        client.subscribe(topic, 1).waitForCompletion();
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }
}
