package hewn.agent;

import hewn.fleet.DeviceId;
import java.util.Objects;

/**
 * What a device is called, and how it comes to be called otherwise.
 *
 * @param id its name, unique in its site
 * @param origin where whoever runs it states the name, such as "with --id"
 */
public record DeviceName(DeviceId id, String origin) {
    /**
     * Requires both.
     *
     * @throws IllegalArgumentException if the name is the gateway's
     */
    public DeviceName {
        Objects.requireNonNull(origin, "origin");
        if (id.equals(DeviceId.GATEWAY)) {
            throw new IllegalArgumentException("no device may be called '" + id + "'; choose another name " + origin);
        }
    }

    /** What to tell who can't have the name. */
    StartException isTaken() {
        return new StartException("another agent is running as '" + id
                + "' at this site; end it, or give this device a name of its own " + origin);
    }
}
