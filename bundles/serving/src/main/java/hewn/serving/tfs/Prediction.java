package hewn.serving.tfs;

import hewn.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a predict request.
 *
 * @param signature the signature that it names
 * @param rows whether it came as {@code instances}, which decides the form of the answer
 * @param inputs by name
 */
record Prediction(Optional<String> signature, boolean rows, Map<String, Tensor> inputs) {}
