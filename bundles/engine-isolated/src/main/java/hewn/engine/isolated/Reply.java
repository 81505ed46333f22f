package hewn.engine.isolated;

import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/** What the engine's process answers. */
sealed interface Reply {
    /**
     * A model was loaded.
     *
     * @param model the number to call it by
     * @param inputs what a call takes
     * @param outputs what a call gives
     */
    record Loaded(int model, List<TensorSpec> inputs, List<TensorSpec> outputs) implements Reply {}

    /**
     * A call ended well.
     *
     * @param outputs of the call
     */
    record Outputs(Map<String, Tensor> outputs) implements Reply {}

    /** A model was forgotten. */
    record Unloaded() implements Reply {}

    /**
     * A request failed.
     *
     * @param message the engine's
     */
    record Failed(String message) implements Reply {}
}
