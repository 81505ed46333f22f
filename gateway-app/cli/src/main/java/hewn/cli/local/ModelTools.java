package hewn.cli.local;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.engine.isolated.EngineProgram;
import hewn.engine.isolated.IsolatedEngine;
import hewn.engine.isolated.IsolationLimits;
import hewn.inference.InferenceEngine;
import hewn.inference.ModelException;
import hewn.inference.ModelLimits;
import hewn.inference.ModelReader;
import hewn.inference.SourceModel;
import hewn.savedmodel.SavedModelReader;
import java.nio.file.Path;

/**
 * What reads models and what runs them: in a process of their own, for models are programs.
 *
 * @param reader reads models without running anything of them
 * @param engines makes what runs them
 */
public record ModelTools(ModelReader reader, Engines engines) {
    /**
     * The tools of this distribution.
     *
     * @return the reader of SavedModels, and engines of TensorFlow
     */
    public static ModelTools ofDistribution() {
        return new ModelTools(new SavedModelReader(), () -> {
            IsolatedEngine engine =
                    new IsolatedEngine(EngineProgram.ofLibrary(Home.find().lib()), IsolationLimits.DEFAULT);
            return new OpenEngine(engine, engine::close);
        });
    }

    /**
     * How large a model may be.
     *
     * @return the limits of a gateway
     */
    public ModelLimits limits() {
        return ModelLimits.DEFAULT;
    }

    /**
     * Reads a model as a gateway does that is handed it.
     *
     * @param folder of one version
     * @return the model
     * @throws CliException if a gateway would refuse it: what is missing or wrong, and what to do
     */
    public SourceModel read(Path folder) throws CliException {
        try {
            return reader.read(folder, limits());
        } catch (ModelException refused) {
            throw CliException.failed("'" + folder + "': " + refused.getMessage(), refused.remedy(), refused);
        }
    }

    /** Makes engines. */
    @FunctionalInterface
    public interface Engines {
        /**
         * Makes an engine.
         *
         * @return the engine, to be closed by the caller
         * @throws CliException if this program's distribution can't be found
         */
        OpenEngine open() throws CliException;
    }

    /**
     * An engine that takes room until it is closed.
     *
     * @param engine runs models
     * @param closing ends it
     */
    public record OpenEngine(InferenceEngine engine, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }
}
