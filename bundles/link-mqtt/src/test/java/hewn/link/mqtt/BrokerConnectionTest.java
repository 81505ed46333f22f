package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.wire.ControlConnection;
import hewn.wire.GatewayStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is thrown on the way, there is a next attempt. */
@Timeout(60)
class BrokerConnectionTest {
    private static final MqttOptions OPTIONS = new MqttOptions(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ArtemisBroker broker = new ArtemisBroker();
    private final Heard<String> heard = new Heard<>();
    private final AtomicInteger failures = new AtomicInteger();
    private Proxy proxy;

    @BeforeEach
    void startBroker() throws IOException {
        broker.start();
        proxy = new Proxy(broker.port());
    }

    @AfterEach
    void closeAll() throws IOException {
        thread.shutdownNow();
        proxy.close();
        broker.close();
    }

    @Test
    void triesAgainWhenAnAttemptCannotEvenBeMade() {
        BrokerConnection connection = connection(
                () -> {
                    failSometimes();
                    return BrokerAccess.OPEN;
                },
                new Told());
        failures.set(3);
        start(connection);
        assertThat(heard.next()).isEqualTo("connected");
        assertThat(failures).hasValue(-1);
        stop(connection);
    }

    @Test
    void connectsAgainWhenItsListenerFailsAtALoss() {
        BrokerConnection connection = connection(() -> BrokerAccess.OPEN, new Told() {
            @Override
            public void disconnected() {
                super.disconnected();
                throw new IllegalStateException("thrown on purpose");
            }
        });
        start(connection);
        for (int loss = 0; loss < 2; loss++) {
            assertThat(heard.next()).isEqualTo("connected");
            proxy.cut();
            assertThat(heard.next()).isEqualTo("disconnected");
        }
        assertThat(heard.next()).isEqualTo("connected");
        stop(connection);
    }

    @Test
    void connectsAgainWhenItsListenerFailsAtAConnection() {
        failures.set(2);
        BrokerConnection connection = connection(() -> BrokerAccess.OPEN, new Told() {
            @Override
            public void connected(Outlet outlet) {
                failSometimes();
                super.connected(outlet);
            }
        });
        start(connection);
        assertThat(heard.next()).isEqualTo("disconnected");
        assertThat(heard.next()).isEqualTo("disconnected");
        assertThat(heard.next()).isEqualTo("connected");
        stop(connection);
    }

    @Test
    void connectsAgainWhenItsListenerFailsAsItsNameIsTaken() {
        BrokerConnection connection = connection(() -> BrokerAccess.OPEN, new Told() {
            @Override
            public void disconnected() {
                super.disconnected();
                throw new IllegalStateException("thrown on purpose");
            }
        });
        start(connection);
        assertThat(heard.next()).isEqualTo("connected");
        Heard<String> other = new Heard<>();
        BrokerConnection second = connection(() -> BrokerAccess.OPEN, new Told(other));
        start(second);
        assertThat(other.next()).isEqualTo("connected");
        stop(second);
        assertThat(heard.next()).isEqualTo("disconnected");
        assertThat(heard.next()).isEqualTo("connected");
        stop(connection);
    }

    private void failSometimes() {
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("thrown on purpose");
        }
    }

    private BrokerConnection connection(Supplier<BrokerAccess> access, BrokerConnection.Listener listener) {
        ControlConnection connection = new ControlConnection(
                proxy.uri(), "test", Optional.empty(), "hewn/test", new GatewayStatus(false, "http://127.0.0.1:1"));
        return new BrokerConnection(
                connection, () -> OPTIONS, access, Optional::empty, thread, new SplittableRandom(3), listener);
    }

    private void start(BrokerConnection connection) {
        thread.execute(connection::connect);
    }

    private void stop(BrokerConnection connection) {
        thread.execute(connection::close);
    }

    /** Says what it is told. */
    private class Told implements BrokerConnection.Listener {
        private final Heard<String> ears;

        Told() {
            this(heard);
        }

        Told(Heard<String> ears) {
            this.ears = ears;
        }

        @Override
        public void connected(Outlet outlet) {
            ears.hear("connected");
        }

        @Override
        public void disconnected() {
            ears.hear("disconnected");
        }

        @Override
        public void arrived(Incoming incoming) {}
    }
}
