package hewn.pipeline;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a generation stands in its life.
 *
 * <p>{@code PLANNED → SHIPPING → LOADING → WARMING → VERIFYING → SERVING → DRAINING → RETIRED}, or {@link #FAILED} from
 * any state before {@link #SERVING}. One that was ordered and is left before it is {@link #LOADING}, because it gives way to a
 * repair or has lost a device, is {@link #PLANNED} once more. While one that serves can't answer it is {@link #DEGRADED}: it
 * serves again when the device that was offline is back, else it is {@link #DRAINING} once another one serves.
 *
 * <p>A canary is {@link #SERVING} beside the one that serves, and is never {@link #DEGRADED}: it ends when it loses a device.
 * After a restart of the gateway's process, a new generation brings back what served.
 */
public enum GenerationState {
    /** It waits for its turn, or is placed and cut on the gateway; no device knows of it. */
    PLANNED,
    /** The devices pull the slices that they do not hold. */
    SHIPPING,
    /** The devices load their slices. */
    LOADING,
    /** The devices run their slices on sample inputs, which makes the first real call fast. */
    WARMING,
    /** The pipeline's answers to sample inputs are compared with the whole model's. */
    VERIFYING,
    /** It answers requests: all of its model, or those that it has a share of as a canary. */
    SERVING,
    /**
     * It lacks a device that is offline, was restarted or is cut off, as a failure tells. Requests wait until the device is
     * back or another generation serves; they are refused while no other can be placed.
     */
    DEGRADED,
    /** It takes no more requests and finishes those that it has, for a while: what it has then is left to what serves. */
    DRAINING,
    /** Its slices are unloaded; if the gateway ended it as a canary that failed, a failure tells why. */
    RETIRED,
    /** It never served; a failure tells why. */
    FAILED;

    private static final Set<GenerationState> ENDED = EnumSet.of(RETIRED, FAILED);
    private static final Set<GenerationState> ACTIVE = EnumSet.of(SERVING, DEGRADED);

    /**
     * Tells whether its life is over.
     *
     * @return whether no other state follows
     */
    public boolean isEnded() {
        return ENDED.contains(this);
    }

    /**
     * Tells whether requests for its model go to it.
     *
     * @return whether it serves, as a canary too, if perhaps not at this moment
     */
    public boolean isActive() {
        return ACTIVE.contains(this);
    }
}
