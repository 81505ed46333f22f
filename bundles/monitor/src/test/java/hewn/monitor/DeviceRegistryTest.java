package hewn.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor;
import hewn.wire.DeviceLinks;
import hewn.wire.DeviceLinks.MeasuredLink;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRegistryTest {
    private static final DeviceId CAMERA = new DeviceId("camera");
    private static final Topics TOPICS = new Topics("site");

    private final FakeChannel channel = new FakeChannel();
    private final DeviceRegistry registry = new DeviceRegistry(channel, TOPICS, Clock.systemUTC());
    private final List<String> events = new ArrayList<>();

    @Test
    void aDeviceIsOnlineOnceItsStatusAndProfileAreOfOneSession() {
        status(true, "s1");
        assertThat(registry.snapshot().devices()).isEmpty();
        profile("s0", 1e9);
        assertThat(registry.snapshot().devices()).isEmpty();
        profile("s1", 1e9);
        assertThat(registry.snapshot().devices()).extracting(Device::id).containsExactly(CAMERA);
        status(false, "s1");
        assertThat(registry.snapshot().devices()).isEmpty();
    }

    @Test
    void tellsListenersWhatIsOnlineAndWhatChanges() {
        profile("s1", 1e9);
        status(true, "s1");
        FleetMonitor.Registration registration = registry.listen(new FleetListenerLog());
        status(false, "s1");
        status(true, "s1");
        profile("s2", 1e9);
        status(true, "s2");
        registration.close();
        status(false, "s2");
        assertThat(events)
                .containsExactly(
                        "online camera new",
                        "offline camera",
                        "online camera same",
                        "offline camera",
                        "online camera new");
    }

    @Test
    void tellsListenersOfADeviceThatWasStoppedUnlessAnotherProcessOfItsNameWas() {
        profile("s1", 1e9);
        status(true, "s1");
        registry.listen(new FleetListenerLog());
        channel.deliver(TOPICS.status(CAMERA), new DeviceStatus(false, "s1", true));
        status(true, "s1");
        channel.deliver(TOPICS.status(CAMERA), new DeviceStatus(false, "another", true));
        assertThat(events)
                .containsExactly("online camera new", "stopped camera", "online camera same", "offline camera");
    }

    @Test
    void listensToNobodyOnceItIsClosed() {
        assertThat(channel.isHeard()).isTrue();
        registry.close();
        assertThat(channel.isHeard()).isFalse();
    }

    @Test
    void aChangedProfileIsToldWithoutANewSession() {
        profile("s1", 1e9);
        status(true, "s1");
        registry.listen(new FleetListenerLog());
        profile("s1", 2e9);
        profile("s1", 2e9);
        assertThat(events).containsExactly("online camera new", "online camera same");
    }

    @Test
    void aSnapshotHasTheLinksOfWhatIsOnline() {
        profile("s1", 1e9);
        status(true, "s1");
        MeasuredLink link = new MeasuredLink(CAMERA, DeviceId.GATEWAY, 1e6, 100, 0, 1);
        channel.deliver(TOPICS.links(CAMERA), new DeviceLinks("s1", List.of(link)));
        assertThat(registry.snapshot().link(CAMERA, DeviceId.GATEWAY).bandwidthBytesPerSecond())
                .isEqualTo(1e6);
        status(false, "s1");
        assertThat(registry.snapshot().links()).isEmpty();
    }

    @Test
    void ignoresAProfileThatMakesNoSense() {
        status(true, "s1");
        profile("s1", -1);
        assertThat(registry.snapshot().devices()).isEmpty();
        profile("s1", 1e9);
        profile("s1", Double.NaN);
        assertThat(registry.snapshot().devices().get(0).flopsPerSecond()).isEqualTo(1e9);
    }

    @Test
    void aDeviceThatCorrectsItsProfileIsOnline() {
        profile("s1", -1);
        status(true, "s1");
        profile("s1", 1e9);
        assertThat(registry.snapshot().devices()).hasSize(1);
    }

    @Test
    void noDeviceCanPassForTheGateway() {
        channel.deliver("hewn/site/devices/gateway/profile", profileOf("s1", 1e9));
        channel.deliver("hewn/site/devices/gateway/status", new DeviceStatus(true, "s1"));
        assertThat(registry.snapshot().devices()).isEmpty();
    }

    @Test
    void aListenerThatThrowsKeepsNoOtherFromBeingTold() {
        registry.listen(new FleetListener() {
            @Override
            public void deviceOnline(Device device, boolean newSession) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void deviceOffline(DeviceId id, boolean stopped) {}
        });
        registry.listen(new FleetListenerLog());
        profile("s1", 1e9);
        status(true, "s1");
        assertThat(events).containsExactly("online camera new");
    }

    @Test
    void keepsTheLastMetrics() {
        assertThat(registry.latest(CAMERA)).isEmpty();
        channel.deliver(TOPICS.metrics(CAMERA), new DeviceMetrics("s1", 1, 0.1, 2, 3, List.of()));
        channel.deliver(TOPICS.metrics(CAMERA), new DeviceMetrics("s1", 4, 0.5, 2, 3, List.of()));
        assertThat(registry.latest(CAMERA)).map(DeviceMetrics::uptimeSeconds).contains(4L);
    }

    @Test
    void asksADeviceThatIsThereButNotKnownToBeOnlineToAnnounceItself() {
        metrics("s1");
        status(true, "s1");
        metrics("s1");
        assertThat(channel.published(TOPICS.rollCall(CAMERA))).containsExactly(new RollCall("s1"), new RollCall("s1"));
    }

    @Test
    void asksADeviceThatPassesForAnotherSession() {
        profile("s1", 1e9);
        status(true, "s1");
        metrics("s2");
        assertThat(channel.published(TOPICS.rollCall(CAMERA))).containsExactly(new RollCall("s2"));
    }

    @Test
    void asksNoDeviceThatIsOnline() {
        profile("s1", 1e9);
        status(true, "s1");
        metrics("s1");
        assertThat(channel.published(TOPICS.rollCall(CAMERA))).isEmpty();
    }

    @Test
    void forgetsWhoIsAbsentForWhoIsNewAndTakesNoMoreDevicesThanItHasPlacesFor() {
        for (int number = 0; number < DeviceRegistry.MOST_DEVICES; number++) {
            bear(new DeviceId("d" + number));
        }
        bear(CAMERA);
        assertThat(registry.snapshot().devices())
                .hasSize(DeviceRegistry.MOST_DEVICES)
                .extracting(Device::id)
                .doesNotContain(CAMERA);

        channel.deliver(TOPICS.status(new DeviceId("d7")), new DeviceStatus(false, "s"));
        bear(CAMERA);
        assertThat(registry.snapshot().devices())
                .hasSize(DeviceRegistry.MOST_DEVICES)
                .extracting(Device::id)
                .contains(CAMERA);
    }

    private void bear(DeviceId id) {
        channel.deliver(TOPICS.profile(id), profileOf("s", 1e9));
        channel.deliver(TOPICS.status(id), new DeviceStatus(true, "s"));
    }

    private void status(boolean online, String session) {
        channel.deliver(TOPICS.status(CAMERA), new DeviceStatus(online, session));
    }

    private void metrics(String session) {
        channel.deliver(TOPICS.metrics(CAMERA), new DeviceMetrics(session, 1, 0.1, 2, 3, List.of()));
    }

    private void profile(String session, double flops) {
        channel.deliver(TOPICS.profile(CAMERA), profileOf(session, flops));
    }

    private static DeviceProfile profileOf(String session, double flops) {
        return new DeviceProfile(session, "pi", 4, 1L << 30, flops, "engine", "127.0.0.1:1", List.of());
    }

    /** Notes each event in words. */
    private final class FleetListenerLog implements FleetListener {
        @Override
        public void deviceOnline(Device device, boolean newSession) {
            events.add("online " + device.id() + (newSession ? " new" : " same"));
        }

        @Override
        public void deviceOffline(DeviceId id, boolean stopped) {
            events.add((stopped ? "stopped " : "offline ") + id);
        }
    }
}
