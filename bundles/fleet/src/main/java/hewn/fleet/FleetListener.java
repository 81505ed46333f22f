package hewn.fleet;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of devices that come and go.
 */
@ConsumerType
public interface FleetListener {
    /**
     * A device came online, came back as a new process, or changed its profile.
     *
     * @param device as it is now
     * @param newSession whether it holds nothing of what an earlier process of it had loaded
     */
    void deviceOnline(Device device, boolean newSession);

    /**
     * A device went offline: it said so, or its will did.
     *
     * @param id of the device
     * @param stopped whether it said that it was stopped in order; else it may have lost but its connection
     */
    void deviceOffline(DeviceId id, boolean stopped);
}
