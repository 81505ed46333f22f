package hewn.savedmodel;

import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.ModelReader;
import hewn.inference.SourceModel;
import hewn.savedmodel.internal.SavedModelSource;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/**
 * Reads SavedModels of TensorFlow 2, Keras and TensorFlow 1.
 *
 * <p>Nothing of a model is run, and no native code is needed. Stateless, so safe for use by several threads.
 */
@Component
public final class SavedModelReader implements ModelReader {
    /** A reader that needs nothing. */
    public SavedModelReader() {}

    @Override
    public SourceModel read(Path folder, ModelLimits limits) throws ModelException {
        return SavedModelSource.read(folder, limits);
    }
}
