package hewn.engine.tensorflow;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import java.nio.file.Path;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * Runs SavedModels with the TensorFlow that is linked into this process.
 *
 * <p>A folder that holds {@code saved_model.pb} alone, as every slice does, is loaded with its weights in memory once
 * (see {@link WeightVariables}). A folder with {@code variables/}, {@code assets/} or an initialiser is loaded by
 * TensorFlow's own loader.
 *
 * <p>Threads belong to the process and are set by the first model that is loaded: the system property
 * {@value SessionConfig#THREADS} says how many one operation may use, by default one for each processor.
 *
 * <p>{@link EngineOptions#runLimit()} ends the calls of a model that has a loop, since nothing else can run without end.
 * It can't end a single operation that takes long, nor loading; whoever runs models of strangers runs them in a process
 * that can be ended.
 */
public final class TensorFlowEngine implements InferenceEngine {
    /** Makes an engine; the native library is loaded when it is first needed. */
    public TensorFlowEngine() {}

    @Override
    public String description() {
        try {
            return "TensorFlow " + tensorflow.TF_Version().getString();
        } catch (LinkageError absent) {
            return "TensorFlow, whose native library can't be loaded";
        }
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        SavedModelFolder folder = SavedModelFolder.read(savedModel);
        try {
            return TensorFlowRunner.load(folder, options);
        } catch (LinkageError absent) {
            throw new EngineException(
                    "TensorFlow's native library can't be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + "; put the jars of that platform on the class path: "
                            + absent,
                    absent);
        }
    }
}
