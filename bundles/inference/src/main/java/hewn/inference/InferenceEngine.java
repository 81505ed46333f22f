package hewn.inference;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What runs slices. Safe for use by several threads.
 */
@ProviderType
public interface InferenceEngine {
    /**
     * What the engine is, for people.
     *
     * @return a name and a version, such as {@code TensorFlow 2.18.0}
     */
    String description();

    /**
     * Loads a SavedModel, be it a slice or a whole model.
     *
     * @param savedModel the folder that holds {@code saved_model.pb}
     * @param options how it is to be run
     * @return the loaded model, to be closed by the caller
     * @throws EngineException if it can't be loaded
     */
    SliceRunner load(Path savedModel, EngineOptions options) throws EngineException;

    /**
     * How long a call may take, by the options that a model is loaded with and by the engine's own limit.
     *
     * @param own the limit in the options
     * @return the shorter of both
     */
    default Duration runLimit(Duration own) {
        return own;
    }

    /**
     * How many models may be used at once so that one which exceeds a limit takes no other with it.
     *
     * @return at least 1
     */
    default int independentModels() {
        return 1;
    }
}
