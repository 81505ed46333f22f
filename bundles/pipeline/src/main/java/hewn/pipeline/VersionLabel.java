package hewn.pipeline;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By what clients may ask for one of the generations that serve a model, instead of by its version.
 */
public enum VersionLabel {
    /** What serves the model. */
    STABLE,
    /** What is tried beside it with a share of the requests. */
    CANARY;

    /**
     * As paths and programs have it.
     *
     * @return in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads it.
     *
     * @param text in lower case
     * @return empty if there is no such label
     */
    public static Optional<VersionLabel> of(String text) {
        return Stream.of(values()).filter(label -> label.text().equals(text)).findFirst();
    }
}
