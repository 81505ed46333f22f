package hewn.inference;

import java.time.Duration;
import java.util.Objects;

/**
 * How a model is run.
 *
 * @param signature the name of the signature to call
 * @param strict whether graph optimisations that change the last bits of a result are off; slower
 * @param runLimit after which a call is given up
 */
public record EngineOptions(String signature, boolean strict, Duration runLimit) {
    /** The default signature, optimised, with a minute for each call. */
    public static final EngineOptions DEFAULT = new EngineOptions(Signature.DEFAULT_NAME, false, Duration.ofMinutes(1));

    /**
     * Validates the parts.
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    public EngineOptions {
        Objects.requireNonNull(signature, "signature");
        if (runLimit.isNegative() || runLimit.isZero()) {
            throw new IllegalArgumentException("runLimit must be positive, but is " + runLimit);
        }
    }
}
