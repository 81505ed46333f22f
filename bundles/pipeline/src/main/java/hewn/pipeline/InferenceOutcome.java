package hewn.pipeline;

import hewn.inference.ModelId;
import hewn.tensor.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The one outcome of a request: an answer, or a rejection that says why.
 */
public sealed interface InferenceOutcome {
    /**
     * What the model computed.
     *
     * @param model whose answer it is
     * @param generation the one generation that computed all of it
     * @param outputs one tensor for each output of the signature, in its order
     * @param timings what each stage took
     */
    record Answer(ModelId model, long generation, Map<String, Tensor> outputs, List<StageTiming> timings)
            implements InferenceOutcome {
        /** Requires and copies all parts. */
        public Answer {
            Objects.requireNonNull(model, "model");
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
            timings = List.copyOf(timings);
        }
    }

    /**
     * Why there is no answer.
     *
     * @param reason the kind of reason, which decides a protocol's error code
     * @param message what is wrong, where, and what to do
     * @param retryAfter when it is worth to ask again, if it is
     */
    record Rejection(Reason reason, String message, Optional<Duration> retryAfter) implements InferenceOutcome {
        /** Requires all parts. */
        public Rejection {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(retryAfter, "retryAfter");
        }

        /**
         * A rejection after which the same request need not be sent again.
         *
         * @param reason the kind of reason
         * @param message what is wrong, where, and what to do
         * @return the rejection
         */
        public static Rejection of(Reason reason, String message) {
            return new Rejection(reason, message, Optional.empty());
        }
    }

    /** The kinds of reasons for a rejection. */
    enum Reason {
        /** The request itself is at fault: an input is missing or does not fit. */
        INVALID_ARGUMENT,
        /** There is no such model, version or signature. */
        NOT_FOUND,
        /** Too much is waiting already. */
        OVERLOADED,
        /** The model is known, but can't be computed now. */
        UNAVAILABLE,
        /** The client's deadline passed. */
        DEADLINE_EXCEEDED,
        /** The slices failed on these inputs. */
        COMPUTATION_FAILED
    }
}
