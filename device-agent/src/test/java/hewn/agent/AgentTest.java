package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.AgentSettings.Compute;
import hewn.agent.AgentSettings.Network;
import hewn.agent.testing.FakeControlPlane;
import hewn.agent.testing.FakeEngine;
import hewn.agent.testing.FakeTransport;
import hewn.agent.testing.SliceServer;
import hewn.fleet.DeviceId;
import hewn.inference.EngineException;
import hewn.tensor.Digest;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import hewn.wire.CommandReply;
import hewn.wire.ControlConnection.Will;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.FetchSlice;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentTest {
    private static final Topics TOPICS = new Topics("hall-3");
    private static final DeviceId CAMERA = new DeviceId("camera-1");
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));

    private static final Duration METRICS = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final FakeControlPlane control = new FakeControlPlane();
    private final FakeEngine engine = new FakeEngine(X);

    private AgentSettings settings(Path data, ListenAddress listen) {
        return settings(data, listen, METRICS);
    }

    private AgentSettings settings(Path data, Duration metrics) {
        return settings(data, new ListenAddress("127.0.0.1", 0), metrics);
    }

    private AgentSettings settings(Path data, ListenAddress listen, Duration metrics) {
        return new AgentSettings(
                new DeviceName(CAMERA, "with --id"),
                TOPICS,
                new Network(BrokerAddress.parse("mqtt://127.0.0.1:1883"), Optional.empty(), listen, Optional.empty()),
                data,
                new Compute("Pi, 4 cores", 4, 1L << 30, 1, 1, 64, Duration.ofMinutes(1)),
                metrics);
    }

    private Agent start() throws StartException {
        return start(settings(folder, new ListenAddress("127.0.0.1", 0)), () -> 5e9);
    }

    private Agent start(AgentSettings settings, AgentParts.Speed speed) throws StartException {
        return Agent.start(settings, new AgentParts(control, new FakeTransport(), engine, speed));
    }

    private DeviceProfile profile() {
        return (DeviceProfile) control.retained(TOPICS.profile(CAMERA));
    }

    @Test
    void saysThatItIsOnlineAndWhatItIs() throws Exception {
        try (Agent agent = start()) {
            DeviceProfile profile = profile();
            assertThat(profile)
                    .isEqualTo(new DeviceProfile(
                            profile.session(),
                            "Pi, 4 cores",
                            4,
                            1L << 30,
                            5e9,
                            "Fake 1.0",
                            "127.0.0.1:4711",
                            List.of()));
            assertThat(control.retained(TOPICS.status(CAMERA))).isEqualTo(new DeviceStatus(true, profile.session()));
            assertThat(control.connection().will())
                    .contains(new Will(
                            TOPICS.status(CAMERA),
                            new DeviceStatus(false, profile.session()),
                            new DeviceStatus(false, profile.session(), true)));
            assertThat(agent).isNotNull();
        }
    }

    @Test
    void announcesItselfAgainToAGatewayThatDoesNotKnowIt() throws Exception {
        try (Agent agent = start()) {
            assertThat(agent).isNotNull();
            DeviceProfile profile = profile();
            control.forget(TOPICS.profile(CAMERA));
            control.forget(TOPICS.status(CAMERA));
            control.deliver(TOPICS.rollCall(CAMERA), new RollCall("another session"));
            assertThat(profile()).isNull();
            control.deliver(TOPICS.rollCall(CAMERA), new RollCall(profile.session()));
            assertThat(profile()).isEqualTo(profile);
            assertThat(control.retained(TOPICS.status(CAMERA))).isEqualTo(new DeviceStatus(true, profile.session()));
        }
    }

    @Test
    void showsAtOnceThatItLivesWhenItIsCalled() throws Exception {
        AgentSettings seldom = settings(folder, Duration.ofHours(1));
        try (Agent agent = start(seldom, () -> 5e9)) {
            assertThat(agent).isNotNull();
            control.deliver(TOPICS.rollCall(CAMERA), new RollCall("another session"));
            control.deliver(TOPICS.rollCall(CAMERA), new RollCall(profile().session()));
            DeviceMetrics answer = (DeviceMetrics) control.next(TOPICS.metrics(CAMERA));
            assertThat(answer.session()).isEqualTo(profile().session());
        }
    }

    @Test
    void ofTwoThatDidNotSeeEachOtherOneGivesWay() throws Exception {
        PreparedAgent one = prepare("1");
        PreparedAgent two = prepare("2");
        control.goAway();
        try (Agent first = one.announce();
                Agent second = two.announce()) {
            control.connect(0);
            control.connect(1);
            control.connect(0);
            assertThat(hasFailed(first) || hasFailed(second)).isFalse();
            control.connect(1);
            assertThat(hasFailed(second)).isFalse();
            assertThat(first.failure().toCompletableFuture().join())
                    .hasMessageContainingAll("another agent is running as 'camera-1'", "--id");
        }
    }

    /** Each takes so long to come back that it is not new when it is thrown off again. */
    @Test
    void ofTwoThatHaveBothBeenThereForLongTheOneOfTheGreaterSessionGivesWay() throws Exception {
        PreparedAgent one = prepare("1");
        PreparedAgent two = prepare("2");
        control.goAway();
        AtomicLong nanos = new AtomicLong();
        try (Agent first = one.announce(nanos::get);
                Agent second = two.announce(nanos::get)) {
            control.connect(0);
            String firstSession = profile().session();
            int takeovers = 0;
            while (!hasFailed(first) && !hasFailed(second)) {
                assertThat(takeovers).isLessThan(10);
                nanos.addAndGet(Duration.ofSeconds(25).toNanos());
                takeovers++;
                control.connect(takeovers % 2);
            }
            control.connect(1);
            boolean isFirstGreater = firstSession.compareTo(profile().session()) > 0;
            assertThat(hasFailed(first)).isEqualTo(isFirstGreater);
            assertThat(hasFailed(second)).isNotEqualTo(isFirstGreater);
        }
    }

    private static boolean hasFailed(Agent agent) {
        return agent.failure().toCompletableFuture().isDone();
    }

    private PreparedAgent prepare(String data) throws StartException {
        return PreparedAgent.of(
                settings(folder.resolve(data), METRICS),
                new AgentParts(control, new FakeTransport(), engine, () -> 5e9));
    }

    @Test
    void saysThatItIsStoppedWhenItIsClosed() throws Exception {
        start().close();
        assertThat(control.retained(TOPICS.status(CAMERA)))
                .isEqualTo(new DeviceStatus(false, profile().session(), true));
    }

    @Test
    void everyStartIsASessionOfItsOwn() throws Exception {
        start().close();
        String first = profile().session();
        start().close();
        assertThat(profile().session()).isNotEqualTo(first);
    }

    @Test
    void takesCommandsAndReportsWhatItHolds() throws Exception {
        byte[] body = "a slice".getBytes();
        Digest slice = Digest.of(ByteBuffer.wrap(body));
        try (Agent agent = start();
                SliceServer server = new SliceServer(body)) {
            assertThat(agent).isNotNull();
            command(new FetchSlice(slice, body.length, server.url()));
            assertThat(profile().held()).containsExactly(slice);
            command(new LoadStage(
                    1, 0, slice, List.of(X), List.of("y"), List.of(), "next:1", "sink:1", false, 1 << 20));
            assertThat(metricsWithStages().stages().get(0).slice()).isEqualTo(slice);
        }
        assertThat(engine.open()).isZero();
        start().close();
        assertThat(profile().held()).containsExactly(slice);
    }

    private void command(DeviceCommand command) throws Exception {
        assertThat(control.command(TOPICS.commands(CAMERA), command)).isNotInstanceOf(CommandReply.Refused.class);
    }

    private DeviceMetrics metricsWithStages() throws InterruptedException {
        DeviceMetrics metrics = (DeviceMetrics) control.next(TOPICS.metrics(CAMERA));
        while (metrics.stages().isEmpty()) {
            metrics = (DeviceMetrics) control.next(TOPICS.metrics(CAMERA));
        }
        return metrics;
    }

    @Test
    void aFolderBelongsToOneAgent() throws Exception {
        try (Agent agent = start()) {
            assertThat(agent).isNotNull();
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContainingAll("another agent", folder.toString(), "--data");
        }
        start().close();
    }

    @Test
    void aNameBelongsToOneAgent() throws Exception {
        try (Agent agent = start()) {
            assertThat(agent).isNotNull();
            DeviceProfile profile = profile();
            AgentSettings second = settings(folder.resolve("elsewhere"), new ListenAddress("127.0.0.1", 0));
            assertThatThrownBy(() -> start(second, () -> 1))
                    .isInstanceOf(StartException.class)
                    .hasMessageContainingAll("another agent", "'camera-1'", "--id");
            assertThat(profile()).isEqualTo(profile);
            assertThat(control.retained(TOPICS.status(CAMERA))).isEqualTo(new DeviceStatus(true, profile.session()));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        AgentSettings settings = settings(file, new ListenAddress("127.0.0.1", 0));
        assertThatThrownBy(() -> start(settings, () -> 1))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("can't write", "'" + file + "' is a file, and no folder", "--data")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        AgentSettings settings = settings(folder, new ListenAddress("127.0.0.1", 1));
        assertThatThrownBy(() -> start(settings, () -> 1))
                .isInstanceOf(StartException.class)
                .hasMessage("can't listen at 127.0.0.1:1: already in use; see --listen");
        start().close();
    }

    @Test
    void anEngineThatDoesNotRunIsNamed() {
        AgentSettings settings = settings(folder, new ListenAddress("127.0.0.1", 0));
        assertThatThrownBy(() -> start(settings, () -> {
                    throw new EngineException("wrong processor");
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("wrong processor", "built for this machine");
        assertThatThrownBy(() -> start(settings, () -> {
                    throw new UnsatisfiedLinkError("no jnitensorflow");
                }))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("no jnitensorflow", "built for this machine");
    }
}
