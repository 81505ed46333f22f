package hewn.engine.isolated;

import hewn.inference.EngineOptions;
import hewn.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** What the engine's process is asked to do. */
sealed interface Request {
    /**
     * Load a model; answered by {@link Reply.Loaded}.
     *
     * @param savedModel its folder
     * @param options how it is to be run
     */
    record Load(Path savedModel, EngineOptions options) implements Request {}

    /**
     * Call a model; answered by {@link Reply.Outputs}.
     *
     * @param model the number that it got when it was loaded
     * @param inputs of the call
     */
    record Run(int model, Map<String, Tensor> inputs) implements Request {}

    /**
     * Forget a model; answered by {@link Reply.Unloaded}.
     *
     * @param model the number that it got when it was loaded
     */
    record Unload(int model) implements Request {}
}
