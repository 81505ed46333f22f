package hewn.pipeline;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a generation stands in its life.
 *
 * <p>{@code PLANNED → SHIPPING → LOADING → WARMING → VERIFYING → SERVING → DRAINING → RETIRED}, or {@link #FAILED} from
 * any state before {@link #SERVING}. One that was ordered and gives way to a repair before it is {@link #LOADING} is
 * {@link #PLANNED} once more. While a stage of a serving generation has lost its device it is {@link #DEGRADED},
 * and serves again when the device is back.
 */
public enum GenerationState {
    /** Decided, with nothing done yet. */
    PLANNED,
    /** The devices pull the slices that they do not hold. */
    SHIPPING,
    /** The devices load their slices. */
    LOADING,
    /** The devices run their slices on sample inputs, which makes the first real call fast. */
    WARMING,
    /** The pipeline's answers to sample inputs are compared with the whole model's. */
    VERIFYING,
    /** It answers requests. */
    SERVING,
    /** It has lost a device; requests wait until the device is back or another generation serves. */
    DEGRADED,
    /** It takes no more requests and finishes those that it has. */
    DRAINING,
    /** Its slices are unloaded. */
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
     * Tells whether it is the one that requests for its model go to.
     *
     * @return whether it serves, if perhaps not at this moment
     */
    public boolean isActive() {
        return ACTIVE.contains(this);
    }
}
