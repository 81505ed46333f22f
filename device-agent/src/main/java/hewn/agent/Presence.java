package hewn.agent;

import hewn.agent.report.Vitals;
import hewn.fleet.DeviceId;
import hewn.tensor.Digest;
import hewn.wire.ControlChannel;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import hewn.wire.RollCall;
import hewn.wire.Topics;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the site sees of a device: that it is online, what it is and holds, and how it fares.
 */
final class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final ControlChannel channel;
    private final Topics topics;
    private final DeviceId device;
    private final DeviceProfile profile;
    private final Supplier<List<Digest>> held;
    private final Vitals vitals;

    /**
     * A presence that was not announced yet.
     *
     * @param channel to the site
     * @param settings whose presence it is
     * @param profile what the device is, whatever it holds
     * @param held what it holds
     * @param vitals how it fares
     */
    Presence(
            ControlChannel channel,
            AgentSettings settings,
            DeviceProfile profile,
            Supplier<List<Digest>> held,
            Vitals vitals) {
        this.channel = channel;
        this.topics = settings.topics();
        this.device = settings.id();
        this.profile = profile;
        this.held = held;
        this.vitals = vitals;
    }

    /** Says that the device is there, and what it holds now. */
    synchronized void announce() {
        channel.announce(
                topics.profile(device),
                new DeviceProfile(
                        profile.session(),
                        profile.type(),
                        profile.cores(),
                        profile.memoryBytes(),
                        profile.flopsPerSecond(),
                        profile.engine(),
                        profile.dataAddress(),
                        held.get()));
        channel.announce(topics.status(device), new DeviceStatus(true, profile.session()));
    }

    /** Shows that the device lives, and announces it again, if it is meant by a call. */
    void answer(RollCall call) {
        if (call.session().equals(profile.session())) {
            LOG.info("it was asked whether this device is online; announced it again");
            publishMetrics();
            announce();
        }
    }

    /** Says how the device fares, if somebody can hear it. */
    void publishMetrics() {
        try {
            channel.publish(topics.metrics(device), vitals.now());
        } catch (RuntimeException failed) {
            // A timer runs no task again that has thrown; the next metrics may succeed.
            LOG.warn("no metrics this time: {}", failed.toString());
        }
    }
}
