package hewn.monitor;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.wire.DeviceMetrics;
import hewn.wire.DeviceProfile;
import hewn.wire.DeviceStatus;
import java.util.Optional;

/**
 * What is known of one device. It is online once its status says so and its profile is of the same session.
 *
 * @param id which device
 * @param status what it said last of being online
 * @param profile what it said last of itself
 * @param metrics what it said last of how it fares
 */
record DeviceRecord(
        DeviceId id, Optional<DeviceStatus> status, Optional<DeviceProfile> profile, Optional<DeviceMetrics> metrics) {
    static DeviceRecord unknown(DeviceId id) {
        return new DeviceRecord(id, Optional.empty(), Optional.empty(), Optional.empty());
    }

    DeviceRecord with(DeviceStatus newStatus) {
        return new DeviceRecord(id, Optional.of(newStatus), profile, metrics);
    }

    DeviceRecord with(DeviceProfile newProfile) {
        return new DeviceRecord(id, status, Optional.of(newProfile), metrics);
    }

    DeviceRecord with(DeviceMetrics newMetrics) {
        return new DeviceRecord(id, status, profile, Optional.of(newMetrics));
    }

    /**
     * The session of the process that is online.
     *
     * @return empty if the device is offline, or its profile is of another session
     */
    Optional<String> session() {
        return status.filter(DeviceStatus::online)
                .map(DeviceStatus::session)
                .filter(session -> profile.map(DeviceProfile::session)
                        .filter(session::equals)
                        .isPresent());
    }

    /**
     * The session of the process that was stopped in order.
     *
     * @return empty if none said so last
     */
    Optional<String> stopped() {
        return status.filter(last -> !last.online() && last.stopped()).map(DeviceStatus::session);
    }

    /**
     * The device, as far as placement is concerned.
     *
     * @return empty if it is offline
     */
    Optional<Device> device() {
        return session().flatMap(online -> profile).map(this::device);
    }

    /**
     * What a profile makes of the device.
     *
     * @throws IllegalArgumentException if the profile makes no sense
     */
    Device device(DeviceProfile p) {
        return new Device(id, p.type(), p.cores(), p.memoryBytes(), p.flopsPerSecond(), p.dataAddress());
    }
}
