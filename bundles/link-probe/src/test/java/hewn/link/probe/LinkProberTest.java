package hewn.link.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceLinks.MeasuredLink;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.GatewayActivity;
import hewn.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkProberTest {
    private static final DeviceId A = new DeviceId("a");
    private static final DeviceId B = new DeviceId("b");
    private static final DeviceId C = new DeviceId("c");
    private static final Topics TOPICS = new Topics("hall");

    private final FakeChannel channel = new FakeChannel();
    private final FakeTransport transport = new FakeTransport();
    private long now;
    private boolean idle = true;

    private final LinkProber prober = prober(B);

    @Test
    void measuresBothDirectionsOfALink() {
        comes(C);
        prober.probe();
        List<MeasuredLink> links = published();
        assertThat(links).extracting(MeasuredLink::from).containsExactly(B, C);
        assertThat(links).extracting(MeasuredLink::to).containsExactly(C, B);
        assertThat(links.get(0).bandwidthBytesPerSecond()).isCloseTo(FakeTransport.UP, within(1e3));
        assertThat(links.get(1).bandwidthBytesPerSecond()).isCloseTo(FakeTransport.DOWN, within(1e3));
        assertThat(links).extracting(MeasuredLink::latencyMicros).containsOnly(5000L);
    }

    @Test
    void probesEveryOtherDeviceButNotItself() {
        comes(A);
        comes(B);
        comes(C);
        prober.probe();
        now += TimeUnit.MINUTES.toNanos(1);
        prober.probe();
        assertThat(transport.probed).containsExactly("c:7700"); // A probes this one
        now += TimeUnit.MINUTES.toNanos(2);
        prober.probe();
        assertThat(transport.probed).containsExactly("c:7700", "a:7700");
    }

    @Test
    void hurriesWhileNothingServes() {
        LinkProber gateway = prober(DeviceId.GATEWAY);
        comes(A);
        comes(C);
        transport.onProbe = () -> now += TimeUnit.SECONDS.toNanos(1);
        gateway.probe();
        now += TimeUnit.SECONDS.toNanos(1);
        gateway.probe(); // it may be that something serves
        assertThat(transport.probed).containsExactly("a:7700");
        channel.deliver(TOPICS.gatewayActivity(), new GatewayActivity(false));
        gateway.probe();
        assertThat(transport.probed).containsExactly("a:7700", "c:7700");
    }

    @Test
    void saysAtOnceWhatItMeasuredForTheFirstTime() {
        comes(C);
        prober.probe();
        assertThat(channel.published).hasSize(1);
        prober.probe();
        assertThat(channel.published).hasSize(1);
    }

    @Test
    void measuresEveryLinkOfTheGateway() {
        LinkProber gateway = prober(DeviceId.GATEWAY);
        comes(A);
        gateway.probe();
        assertThat(transport.probed).containsExactly("a:7700");
    }

    @Test
    void waitsUntilTheDeviceIsIdle() {
        comes(C);
        idle = false;
        prober.probe();
        assertThat(transport.probed).isEmpty();
        idle = true;
        prober.probe();
        assertThat(transport.probed).hasSize(1);
    }

    @Test
    void measuresOneLinkAtATime() {
        comes(C);
        comes(new DeviceId("d"));
        transport.silent = true;
        prober.probe();
        prober.probe();
        assertThat(transport.probed).hasSize(1);
    }

    @Test
    void triesABrokenLinkAgainLater() {
        comes(C);
        transport.broken = true;
        prober.probe();
        prober.probe();
        assertThat(published()).isEmpty();
        transport.broken = false;
        now += TimeUnit.MINUTES.toNanos(5);
        prober.probe();
        assertThat(published()).hasSize(2);
    }

    @Test
    void forgetsWhoIsGone() {
        comes(C);
        prober.probe();
        channel.deliver(TOPICS.status(C), new DeviceStatus(false, "s"));
        assertThat(published()).isEmpty();
        now += TimeUnit.MINUTES.toNanos(5);
        prober.probe();
        assertThat(transport.probed).hasSize(1);
    }

    @Test
    void correctsWhatItProbedByWhatWasReceived() {
        comes(C);
        prober.received(C, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        assertThat(published()).isEmpty();
        prober.probe();
        now += 1_000_000_000;
        prober.received(C, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        MeasuredLink down = published().get(1);
        assertThat(down.bandwidthBytesPerSecond()).isBetween(1e6, 1.9e6);
        assertThat(down.samples()).isEqualTo(2);
        assertThat(down.ageMillis()).isZero();
        assertThat(published().get(0).ageMillis()).isEqualTo(1000);
    }

    @Test
    void correctsWhatASenderHasProbed() {
        comes(A);
        prober.received(A, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        assertThat(published()).isEmpty(); // and from now on A is listened to
        channel.deliver(
                TOPICS.links(A),
                new DeviceLinks(
                        "s", List.of(new MeasuredLink(A, B, 2e6, 3000, 5, 1), new MeasuredLink(A, C, 9e9, 1, 5, 1))));
        prober.received(A, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        assertThat(published()).singleElement().satisfies(link -> {
            assertThat(link.from()).isEqualTo(A);
            assertThat(link.to()).isEqualTo(B);
            assertThat(link.bandwidthBytesPerSecond()).isBetween(1e6, 1.9e6);
            assertThat(link.latencyMicros()).isEqualTo(3000);
            assertThat(link.samples()).isEqualTo(2);
        });
    }

    @Test
    void listensToNobodyWhoIsMadeUp() {
        prober.received(C, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        prober.publish();
        assertThat(channel.filters).doesNotContain(TOPICS.links(C));
        prober.received(DeviceId.GATEWAY, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        prober.publish();
        assertThat(channel.filters).contains(TOPICS.links(DeviceId.GATEWAY));
    }

    @Test
    void listensToNobodyOnceItIsClosed() {
        comes(C);
        prober.received(C, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        prober.publish();
        assertThat(channel.filters).contains(TOPICS.links(C), TOPICS.ofEveryDevice("status"));
        prober.received(DeviceId.GATEWAY, 1_000_000, TimeUnit.SECONDS.toNanos(1));
        prober.close();
        prober.publish();
        assertThat(channel.filters).isEmpty();
    }

    private LinkProber prober(DeviceId self) {
        return new LinkProber(
                new LinkProber.Site(self, "session", channel, TOPICS, transport),
                () -> Duration.ofMinutes(5),
                () -> idle,
                () -> now);
    }

    private void comes(DeviceId device) {
        channel.deliver(TOPICS.status(device), new DeviceStatus(true, "s"));
        channel.deliver(
                TOPICS.profile(device),
                new DeviceProfile("s", "pi", 4, 1 << 30, 1e9, "TensorFlow", device + ":7700", List.of()));
    }

    private List<MeasuredLink> published() {
        prober.publish();
        return channel.published.removeLast().links();
    }
}
