package hewn.agent.emulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.emulation.punctuality.Punctuality;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import hewn.fleet.Link;
import hewn.link.stream.NettyTransport;
import hewn.link.stream.StreamOptions;
import hewn.wire.LinkProbe;
import hewn.wire.TensorTransport.TensorEndpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmulatedNetworkTest {
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final DeviceId HALL = new DeviceId("hall");

    private final Punctuality punctuality = new Punctuality();
    private final EmulatedNetwork network = new EmulatedNetwork(
            new FleetSnapshot(
                    Instant.EPOCH,
                    List.of(device(CAMERA), device(HALL)),
                    List.of(
                            new Link(CAMERA, HALL, 1e7, Duration.ofMillis(30)),
                            new Link(HALL, CAMERA, 1e7, Duration.ofMillis(20)),
                            new Link(DeviceId.GATEWAY, HALL, 1e7, Duration.ofMillis(40)),
                            new Link(HALL, DeviceId.GATEWAY, 1e7, Duration.ofMillis(50)))),
            punctuality);

    @Test
    void givesEachDeviceAnAddressOfItsOwn() throws Exception {
        List<Device> many = IntStream.range(0, 600)
                .mapToObj(i -> device(new DeviceId("d" + i)))
                .toList();
        EmulatedNetwork large = new EmulatedNetwork(new FleetSnapshot(Instant.EPOCH, many, List.of()), punctuality);
        for (Device device : many) {
            InetAddress address = InetAddress.getByName(large.host(device.id()).address());
            assertThat(address.isLoopbackAddress()).isTrue();
            assertThat(large.at(address)).isEqualTo(device.id());
        }
        assertThat(large.at(InetAddress.getByName("127.0.0.1"))).isEqualTo(DeviceId.GATEWAY);
    }

    @Test
    void knowsNoPlaceOfAStranger() {
        assertThatThrownBy(() -> network.host(new DeviceId("stranger")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void delaysWhatGoesBetweenDevicesByBothLinks() throws Exception {
        try (NettyTransport camera = transport(CAMERA);
                NettyTransport hall = transport(HALL);
                TensorEndpoint endpoint = listen(hall)) {
            assertThat(roundTrip(camera, endpoint)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
        assertThat(punctuality.figures().count()).isPositive();
    }

    @Test
    void delaysWhatTheGatewaySendsThoughItIsNotEmulated() throws Exception {
        try (NettyTransport gateway = new NettyTransport(StreamOptions.DEFAULT);
                NettyTransport hall = transport(HALL);
                TensorEndpoint endpoint = listen(hall)) {
            assertThat(roundTrip(gateway, endpoint)).isGreaterThanOrEqualTo(Duration.ofMillis(90));
        }
    }

    @Test
    void letsBytesTakeTheirTime() throws Exception {
        try (NettyTransport camera = transport(CAMERA);
                NettyTransport hall = transport(HALL);
                TensorEndpoint endpoint = listen(hall);
                LinkProbe probe = camera.probe(network.host(HALL).address() + ":" + endpoint.port())) {
            Duration took = probe.exchange(1_000_000, 4).toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    private NettyTransport transport(DeviceId device) {
        return new NettyTransport(StreamOptions.DEFAULT, network.host(device));
    }

    private TensorEndpoint listen(NettyTransport hall) throws Exception {
        return hall.listen(network.host(HALL).address(), 0, (frame, nanos) -> CompletableFuture.completedStage(null));
    }

    private Duration roundTrip(NettyTransport from, TensorEndpoint endpoint) throws Exception {
        try (LinkProbe probe = from.probe(network.host(HALL).address() + ":" + endpoint.port())) {
            return probe.exchange(4, 4).toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static Device device(DeviceId id) {
        return new Device(id, "board", 1, 1 << 20, 1e9, "127.0.0.1:0");
    }
}
