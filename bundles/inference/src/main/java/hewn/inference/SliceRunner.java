package hewn.inference;

import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
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

    /** Frees what the model holds. Calls under way end first; calling again does nothing. */
    @Override
    void close();
}
