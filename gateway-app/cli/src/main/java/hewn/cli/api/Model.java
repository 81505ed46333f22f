package hewn.cli.api;

import java.util.List;
import java.util.Optional;

/**
 * A model in the repository.
 *
 * @param name its name
 * @param versions oldest first
 */
public record Model(String name, List<Version> versions) {
    /**
     * A version.
     *
     * @param version its number
     * @param serving what serves it, if anything does
     */
    public record Version(long version, Optional<Serving> serving) {}

    /**
     * What serves a version.
     *
     * @param generation which generation
     * @param available whether requests are taken at this moment
     */
    public record Serving(long generation, boolean available) {}

    /** The envelope. */
    record Page(List<Model> models) {}

    /** What is answered to an upload. */
    record Added(long version) {}
}
