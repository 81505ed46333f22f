package hewn.pipeline;

import hewn.fleet.DeviceId;
import java.util.Objects;

/**
 * A device of a generation that tensors do not get to any more, though it may be online.
 *
 * @param device which
 * @param reason what whoever sends to it saw last, for people
 */
public record CutOff(DeviceId device, String reason) {
    /** Requires all parts. */
    public CutOff {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(reason, "reason");
    }
}
