package hewn.agent.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.AgentParts;
import hewn.agent.BrokerAddress;
import hewn.agent.StartException;
import hewn.agent.emulation.punctuality.Punctuality;
import hewn.agent.testing.FakeControlPlane;
import hewn.agent.testing.FakeEngine;
import hewn.agent.testing.FakeTransport;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.tensor.ElementType;
import hewn.tensor.PartialShape;
import hewn.tensor.Shape;
import hewn.tensor.TensorSpec;
import hewn.wire.ControlConnection;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EmulatorTest {
    private static final Topics TOPICS = new Topics("hall-3");
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final DeviceId GATE = new DeviceId("gate");
    private static final DeviceId HALL = new DeviceId("hall");
    private static final List<DeviceId> ALL = List.of(CAMERA, GATE, HALL);
    private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, PartialShape.batchOf(Shape.of(2)));

    @TempDir
    private Path data;

    private final FakeControlPlane control = new FakeControlPlane();
    private final CyclicBarrier looking = new CyclicBarrier(ALL.size());
    private final Queue<String> announced = new ConcurrentLinkedQueue<>();
    private final Emulator emulator = emulator(control);

    @AfterEach
    void close() {
        emulator.close();
    }

    private static Emulator emulator(FakeControlPlane control) {
        FleetSnapshot cluster = new FleetSnapshot(
                Instant.EPOCH, ALL.stream().map(EmulatorTest::device).toList(), List.of());
        return new Emulator(
                cluster,
                new Host(new IdleYardstick(), new HostTurns(1), new HandClock(), new Punctuality()),
                1e9,
                (device, place) ->
                        new AgentParts(control, new FakeTransport(), new FakeEngine(X), device::flopsPerSecond));
    }

    private static Device device(DeviceId id) {
        return new Device(id, "board", 1, 1 << 20, 1e9, "127.0.0.1:0");
    }

    private record IdleYardstick() implements Yardstick {
        @Override
        public double flops() {
            return 1;
        }

        @Override
        public void run() {}
    }

    private Emulator.Site site() {
        return new Emulator.Site(BrokerAddress.parse("mqtt://127.0.0.1:1883"), TOPICS, data);
    }

    private Object profile(DeviceId device) {
        return control.retained(TOPICS.profile(device));
    }

    /** Nobody's look for another agent of its name ends before all others have begun. */
    private void lookTogether(ControlConnection opened) {
        if (opened.will().isPresent()) {
            announced.add(opened.clientId());
            return;
        }
        try {
            looking.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new AssertionError("others wait for " + opened.clientId(), alone);
        }
    }

    @Test
    void looksForAgentsOfAllNamesSideBySide() throws Exception {
        control.onOpen(this::lookTogether);
        emulator.start(site());
        assertThat(ALL).allSatisfy(device -> assertThat(profile(device)).isInstanceOf(DeviceProfile.class));
        assertThat(emulator.report().devices()).isEqualTo(ALL.size());
    }

    @Test
    void announcesDevicesInTheOrderOfTheCluster() throws Exception {
        control.onOpen(this::lookTogether);
        emulator.start(site());
        assertThat(announced).containsExactly("hewn-hall-3-camera", "hewn-hall-3-gate", "hewn-hall-3-hall");
    }

    @Test
    void announcesNoneIfOneCanNotBeStartedAndNamesIt() throws Exception {
        Files.createFile(data.resolve("gate"));
        assertThatThrownBy(() -> emulator.start(site()))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("device 'gate': can't write")
                .hasMessageNotContainingAny("camera", "hall'");
        assertThat(ALL).allSatisfy(device -> assertThat(profile(device)).isNull());
        Files.delete(data.resolve("gate"));
        emulator.start(site()); // what was prepared is free again
    }

    @Test
    void namesAllThatCanNotBeStarted() throws Exception {
        Files.createFile(data.resolve("gate"));
        Files.createFile(data.resolve("hall"));
        assertThatThrownBy(() -> emulator.start(site()))
                .hasMessageStartingWith("device 'gate': can't write")
                .hasMessageEndingWith("nor can these be started: [hall]");
    }

    @Test
    void saysOfADefectWhichDeviceItKeeps() {
        control.onOpen(opened -> {
            throw new IllegalStateException("no control today");
        });
        assertThatThrownBy(() -> emulator.start(site()))
                .isInstanceOf(StartException.class)
                .hasMessageContainingAll("device 'camera'", "no control today", "[gate, hall]");
    }

    @Test
    void tellsWhichDeviceCanNotGoOn() throws Exception {
        emulator.start(site());
        assertThat(emulator.failure().toCompletableFuture()).isNotDone();
        int gate = ALL.indexOf(GATE);
        control.lose(gate);
        control.retain(TOPICS.status(GATE), new DeviceStatus(true, "another"));
        control.connect(gate);
        control.lose(gate);
        assertThat(emulator.failure().toCompletableFuture().join())
                .hasMessageStartingWith("device 'gate': another agent is running as 'gate'")
                .hasMessageEndingWith("a name of its own in the file of the cluster")
                .hasMessageNotContaining("--id");
    }
}
