package hewn.serving.models;

import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.VersionLabel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which model a request means.
 *
 * @param name its name
 * @param version its version, or empty
 * @param label the label of its version, or empty; with neither, the gateway chooses
 */
public record Wanted(String name, OptionalLong version, Optional<VersionLabel> label) {
    /** Requires all parts. */
    public Wanted {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(label, "label");
    }

    /**
     * By version, if any.
     *
     * @param name its name
     * @param version its version, or empty
     */
    public Wanted(String name, OptionalLong version) {
        this(name, version, Optional.empty());
    }

    /** Whether a served version bears what it names. */
    boolean isMetBy(Served served) {
        return version.orElse(served.model().version()) == served.model().version()
                && label.orElse(served.traffic().label()) == served.traffic().label();
    }
}
