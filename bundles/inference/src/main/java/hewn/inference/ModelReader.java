package hewn.inference;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a model from disk and refuses what could not be served, without running any of it.
 */
@ProviderType
public interface ModelReader {
    /**
     * Reads a model.
     *
     * @param folder the folder of one version, such as the one that holds {@code saved_model.pb}
     * @param limits how large it may be
     * @return the model, ready to be cut; its files must stay in place while it is in use
     * @throws ModelException if a file is missing or damaged, an operation is not allowed, or a limit is exceeded
     */
    SourceModel read(Path folder, ModelLimits limits) throws ModelException;
}
