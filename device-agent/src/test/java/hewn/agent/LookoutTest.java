package hewn.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.AgentSettings.Compute;
import hewn.agent.AgentSettings.Network;
import hewn.agent.testing.FakeControlPlane;
import hewn.fleet.DeviceId;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LookoutTest {
    private static final Topics TOPICS = new Topics("site");
    private static final DeviceId HALL = new DeviceId("hall");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final DeviceMetrics METRICS = new DeviceMetrics("other", 1, 0, 1, 1, List.of());
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final AgentSettings SETTINGS = new AgentSettings(
            new DeviceName(HALL, "with --id"),
            TOPICS,
            new Network(
                    BrokerAddress.parse("mqtt://127.0.0.1:1883"),
                    Optional.empty(),
                    new ListenAddress("127.0.0.1", 0),
                    Optional.empty()),
            Path.of("nowhere"),
            new Compute("Pi", 4, 1 << 30, 1, 1, 64, LONG),
            Duration.ofSeconds(3));

    private final FakeControlPlane control = new FakeControlPlane();

    private Lookout lookout(Duration broker, Duration life) {
        return lookout(new Lookout.Patience(broker, life, SHORT));
    }

    private Lookout lookout(Lookout.Patience patience) {
        return new Lookout(control, SETTINGS, "my-session", patience);
    }

    private void say(boolean online) {
        control.retain(TOPICS.status(HALL), new DeviceStatus(online, "other"));
    }

    @Test
    void whoLivesIsFound() {
        say(true);
        try (Lookout lookout = lookout(LONG, LONG)) {
            control.deliver(TOPICS.metrics(HALL), METRICS);
            assertThatThrownBy(lookout::requireNobody)
                    .isInstanceOf(StartException.class)
                    .hasMessageContainingAll("another agent is running as 'hall'", "--id");
        }
    }

    @Test
    void whoLivesAndIsCalledIsFoundByItsAnswer() {
        say(true);
        try (ControlChannel other = control.open(new ControlConnection(
                SETTINGS.network().broker().uri(), "other", Optional.empty(), Optional.empty()))) {
            other.subscribe(TOPICS.rollCall(HALL), RollCall.class, (topic, call) -> {
                if (call.session().equals("other")) {
                    other.publish(TOPICS.metrics(HALL), METRICS);
                }
            });
            try (Lookout lookout = lookout(LONG, LONG)) {
                assertThatThrownBy(lookout::requireNobody).isInstanceOf(StartException.class);
            }
        }
    }

    @Test
    void whoSaysAgainThatItIsOnlineIsNotCalledAgain() throws Exception {
        say(true);
        try (Lookout lookout = lookout(LONG, SHORT)) {
            control.deliver(TOPICS.status(HALL), new DeviceStatus(true, "other"));
            lookout.requireNobody();
        }
        assertThat(control.next(TOPICS.rollCall(HALL))).isEqualTo(new RollCall("other"));
        assertThat(control.next(TOPICS.rollCall(HALL))).isEqualTo(new RollCall("my-session"));
    }

    @Test
    void whoGivesNoSignOfLifeIsNobody() {
        say(true);
        try (Lookout lookout = lookout(LONG, SHORT)) {
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void whoIsOfflineIsNotWaitedFor() {
        say(false);
        try (Lookout lookout = lookout(LONG, LONG)) {
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void whoEndsMeanwhileIsNobody() {
        say(true);
        try (Lookout lookout = lookout(LONG, LONG)) {
            control.deliver(TOPICS.status(HALL), new DeviceStatus(false, "other"));
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void whoEndsAfterASignOfLifeIsNobody() {
        say(true);
        try (Lookout lookout = lookout(LONG, LONG)) {
            control.deliver(TOPICS.metrics(HALL), METRICS);
            control.deliver(TOPICS.status(HALL), new DeviceStatus(false, "other", true));
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void whoseLastWordsCameAfterItsLastMetricsIsNobody() throws Exception {
        say(true);
        try (Lookout lookout = lookout(new Lookout.Patience(LONG, LONG, LONG))) {
            FutureTask<Boolean> looking = new FutureTask<>(() -> {
                lookout.requireNobody();
                return true;
            });
            new Thread(looking).start();
            control.deliver(TOPICS.metrics(HALL), METRICS);
            control.deliver(TOPICS.status(HALL), new DeviceStatus(false, "other"));
            assertThat(looking.get()).isTrue();
        }
    }

    @Test
    void aNewNameIsNotWaitedFor() {
        try (Lookout lookout = lookout(LONG, LONG)) {
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsNotWaitedForLong() {
        say(true);
        control.goAway();
        try (Lookout lookout = lookout(SHORT, LONG)) {
            assertThatCode(lookout::requireNobody).doesNotThrowAnyException();
        }
    }

    @Test
    void itHasAConnectionOfItsOwnThatNobodyMisses() {
        say(true);
        lookout(LONG, LONG).close();
        assertThat(control.connection().clientId()).isEqualTo("hewn-site-hall-my-sessi");
        assertThat(control.connection().will()).isEmpty();
        assertThat(control.retained(TOPICS.status(HALL))).isEqualTo(new DeviceStatus(true, "other"));
    }
}
