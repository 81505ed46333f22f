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
 * @param label the label of a version, or empty for whichever the gateway chooses
 * @param signature the name of the signature, or empty for the one that is served
 * @param inputs one tensor for each input of the signature
 * @param deadline how long the client waits, from now
 */
public record InferenceRequest(
        String model,
        OptionalLong version,
        Optional<VersionLabel> label,
        Optional<String> signature,
        Map<String, Tensor> inputs,
        Duration deadline) {
    /**
     * Requires and copies all parts.
     *
     * @throws IllegalArgumentException if it names both a version and a label
     */
    public InferenceRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(label, "label");
        if (version.isPresent() && label.isPresent()) {
            throw new IllegalArgumentException(
                    "a request names a version or a label, not both: " + version + " " + label);
        }
        Objects.requireNonNull(signature, "signature");
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        Objects.requireNonNull(deadline, "deadline");
    }

    /**
     * A request that names no label.
     *
     * @param model the name of the model
     * @param version the version, or empty for the one that serves
     * @param signature the name of the signature, or empty for the one that is served
     * @param inputs one tensor for each input of the signature
     * @param deadline how long the client waits, from now
     */
    public InferenceRequest(
            String model,
            OptionalLong version,
            Optional<String> signature,
            Map<String, Tensor> inputs,
            Duration deadline) {
        this(model, version, Optional.empty(), signature, inputs, deadline);
    }

    /**
     * Tells whether the gateway chooses what answers it.
     *
     * @return whether it names neither version nor label
     */
    public boolean isFree() {
        return version.isEmpty() && label.isEmpty();
    }
}
