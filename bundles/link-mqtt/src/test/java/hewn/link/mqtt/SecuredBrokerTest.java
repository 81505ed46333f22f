package hewn.link.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hewn.fleet.DeviceId;
import hewn.wire.CommandReply.Done;
import hewn.wire.ControlChannel;
import hewn.wire.ControlConnection;
import hewn.wire.ControlConnection.Credentials;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceStatus;
import hewn.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mosquitto with TLS and a password. Skipped where it is not installed. */
class SecuredBrokerTest {
    private static final MqttOptions OPTIONS = new MqttOptions(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            1000);
    private static final Topics TOPICS = new Topics("test");
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final Credentials RIGHT = new Credentials("hewn", "s3cret");
    private static final Credentials WRONG = new Credentials("hewn", "guess");

    @TempDir
    private static Path keys;

    private static BrokerCertificate certificate;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private MosquittoBroker broker;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = BrokerCertificate.make(keys);
    }

    @BeforeEach
    void startBroker() throws Exception {
        Optional<Path> program = MosquittoBroker.program();
        Path hasher = Path.of("/usr/bin/mosquitto_passwd");
        assumeTrue(
                program.isPresent() && Files.isExecutable(hasher),
                "mosquitto is not installed: 'apt-get install mosquitto' to test TLS and passwords");
        Path passwords = folder.resolve("passwords");
        BrokerCertificate.run(hasher.toString(), "-b", "-c", passwords.toString(), RIGHT.name(), RIGHT.password());
        broker = new MosquittoBroker(
                program.get(),
                folder,
                String.join(
                        "\n",
                        "user root", // of no effect for others; as root it would no longer read these files
                        "allow_anonymous false",
                        "password_file " + passwords,
                        "certfile " + certificate.certificate(),
                        "keyfile " + certificate.key(),
                        "log_type all\n"));
        broker.start();
        open.add(broker);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void commandsPassOverTlsWithAUserAndAPassword() throws Exception {
        MqttControlPlane plane = plane(trusting(RIGHT));
        ControlChannel device = open(plane, CAMERA.value());
        device.respond(
                TOPICS.commands(CAMERA), command -> CompletableFuture.completedFuture(new Done(1, "" + command)));
        AtomicBoolean online = new AtomicBoolean();
        ControlChannel gateway = open(plane, "gateway");
        gateway.subscribe(TOPICS.status(CAMERA), DeviceStatus.class, (topic, status) -> online.set(status.online()));
        device.announce(TOPICS.status(CAMERA), new DeviceStatus(true, "s"));
        await("the device's announcement", online::get);
        assertThat(gateway.request(TOPICS.commands(CAMERA), new DeviceCommand.WarmStage(1, 0), Duration.ofSeconds(30))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo(new Done(1, "WarmStage[generation=1, stage=0]"));
    }

    @Test
    void aWrongPasswordIsNotAdmittedUntilItIsChanged() throws Exception {
        MqttControlPlane plane = plane(trusting(WRONG));
        AtomicBoolean connected = new AtomicBoolean();
        open(plane, "gateway").onConnection(connected::set);
        awaitTwoAttempts();
        assertThat(connected).isFalse();
        plane.use(OPTIONS, trusting(RIGHT));
        await("a connection with the right password", connected::get);
    }

    @Test
    void aBrokerForWhomNobodyVouchesIsNotTalkedTo() throws Exception {
        MqttControlPlane plane = plane(new BrokerAccess(Optional.of(RIGHT), Optional.empty()));
        AtomicBoolean connected = new AtomicBoolean();
        open(plane, "gateway").onConnection(connected::set);
        awaitTwoAttempts();
        assertThat(connected).isFalse();
        plane.use(OPTIONS, trusting(RIGHT));
        await("a connection to a known broker", connected::get);
    }

    @Test
    void aFileThatHoldsNoCertificatesIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.crt"), "no certificate");
        assertThatThrownBy(() -> TrustedAuthorities.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(file.toString(), "PEM");
        Path empty = Files.createFile(folder.resolve("empty.crt"));
        assertThatThrownBy(() -> TrustedAuthorities.read(empty)).hasMessageContainingAll(empty.toString(), "PEM");
    }

    private BrokerAccess trusting(Credentials user) {
        return new BrokerAccess(Optional.of(user), Optional.of(certificate.certificate()));
    }

    private static MqttControlPlane plane(BrokerAccess access) {
        return new MqttControlPlane(OPTIONS, access, () -> new SplittableRandom(5));
    }

    private ControlChannel open(MqttControlPlane plane, String name) {
        ControlChannel channel = plane.open(new ControlConnection(
                URI.create("mqtts://127.0.0.1:" + broker.port()),
                name,
                Optional.empty(),
                TOPICS.status(new DeviceId(name)),
                new DeviceStatus(false, "s")));
        open.add(channel);
        return channel;
    }

    /** A second attempt is made when the first has failed. */
    private void awaitTwoAttempts() throws IOException {
        long before = attempts();
        await("another attempt", () -> attempts() >= before + 2);
    }

    private long attempts() throws IOException {
        return broker.log()
                .lines()
                .filter(line -> line.contains("New connection from"))
                .count();
    }

    /** Something that may fail to be asked. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(() -> what + " did not come").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
