package hewn.pipeline;

import java.util.Objects;

/**
 * Which requests for a model go to a generation.
 *
 * @param label by which it can be asked for
 * @param share of the requests that name neither version nor label, from 0 to 1
 */
public record TrafficShare(VersionLabel label, double share) {
    /** Everything goes to it. */
    public static final TrafficShare ALL = new TrafficShare(VersionLabel.STABLE, 1);

    /**
     * Requires both parts.
     *
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    public TrafficShare {
        Objects.requireNonNull(label, "label");
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of the requests is from 0 to 1, but is " + share);
        }
    }
}
