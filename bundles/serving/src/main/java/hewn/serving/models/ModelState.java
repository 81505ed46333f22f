package hewn.serving.models;

import hewn.inference.ModelId;
import java.util.Objects;

/**
 * A version of a model and whether it serves.
 *
 * @param model its name and version
 * @param phase where it stands
 * @param reason why it does not serve, for people; empty if it does
 */
public record ModelState(ModelId model, Phase phase, String reason) {
    /** Requires all parts. */
    public ModelState {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(reason, "reason");
    }

    /** Where a version stands. */
    public enum Phase {
        /** It is kept, but nothing was done to serve it. */
        KEPT,
        /** It is on its way to serve. */
        LOADING,
        /** It serves. */
        READY,
        /** It serves, but takes no requests at this moment. */
        SUSPENDED,
        /** It finishes what it has. */
        UNLOADING,
        /** It served once. */
        ENDED,
        /** It was to serve and failed. */
        FAILED
    }
}
