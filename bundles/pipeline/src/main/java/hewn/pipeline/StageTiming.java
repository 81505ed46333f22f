package hewn.pipeline;

import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.Objects;

/**
 * What one stage took for one request, by its own clock.
 *
 * @param device which ran it
 * @param received from the first to the last byte of its inputs
 * @param queued from then until it was its turn
 * @param computed the call of the slice
 */
public record StageTiming(DeviceId device, Duration received, Duration queued, Duration computed) {
    /** Requires all parts. */
    public StageTiming {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(received, "received");
        Objects.requireNonNull(queued, "queued");
        Objects.requireNonNull(computed, "computed");
    }
}
