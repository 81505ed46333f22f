package hewn.inference;

import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A loaded model. Safe for use by several threads until it is closed.
 */
@ProviderType
public interface SliceRunner extends AutoCloseable {
    /**
     * What a call takes.
     *
     * @return the inputs of the signature, sorted by name
     */
    List<TensorSpec> inputs();

    /**
     * What a call gives.
     *
     * @return the outputs of the signature, sorted by name
     */
    List<TensorSpec> outputs();

    /**
     * Computes the outputs. Calls are pure: equal inputs give equal outputs.
     *
     * @param inputs one tensor for each of {@link #inputs()}; what is not among those is ignored
     * @return one tensor for each of {@link #outputs()}
     * @throws EngineException if an input is missing or does not fit, the call fails, or takes longer than it may
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException;

    /**
     * Computes the outputs once and measures what each operation takes. It is slower than {@link #run}, and one call
     * says little: the median of several is worth something.
     *
     * @param inputs one tensor for each of {@link #inputs()}
     * @return how long each operation took, by its name in the model; empty if the engine can't tell
     * @throws EngineException if an input is missing or does not fit, or the call fails
     */
    default Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
        return Map.of();
    }

    /** Frees what the model holds. Calls under way end first; calling again does nothing. */
    @Override
    void close();
}
