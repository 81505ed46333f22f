package hewn.pipeline;

import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client asks.
 *
 * @param model the name of the model
 * @param version the version, or empty for the one that serves
 * @param signature the name of the signature, or empty for the one that is served
 * @param inputs one tensor for each input of the signature
 * @param deadline how long the client waits, from now
 */
public record InferenceRequest(
        String model, OptionalLong version, Optional<String> signature, Map<String, Tensor> inputs, Duration deadline) {
    /** Requires and copies all parts. */
    public InferenceRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(signature, "signature");
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        Objects.requireNonNull(deadline, "deadline");
    }
}
