package hewn.inference;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A model in the repository.
 *
 * @param id its name and version
 * @param folder its files, not to be changed
 * @param source what was read of them
 */
public record StoredModel(ModelId id, Path folder, SourceModel source) {
    /** Requires all parts. */
    public StoredModel {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(source, "source");
    }
}
