package hewn.inference;

import hewn.tensor.TensorSpec;
import java.util.List;

/**
 * One way to call a model.
 *
 * @param name such as {@code serving_default}
 * @param inputs what a caller gives, sorted by name
 * @param outputs what a caller gets, sorted by name
 */
public record Signature(String name, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    /** The name of the signature that is meant if none is named. */
    public static final String DEFAULT_NAME = "serving_default";

    /** Copies the lists. */
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
