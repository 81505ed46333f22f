package hewn.serving.exchange;

import hewn.pipeline.InferenceOutcome.Reason;

/**
 * Why a request is refused, with the HTTP status that says so in both protocols.
 */
public enum Problem {
    /** The request is malformed, or asks for what the model does not have. */
    INVALID_ARGUMENT(400),
    /** There is no such model or version. */
    NOT_FOUND(404),
    /** The path is right, the verb is not. */
    METHOD_NOT_ALLOWED(405),
    /** The key of the request belongs to another one. */
    CONFLICT(409),
    /** The body is larger than it may be. */
    TOO_LARGE(413),
    /** The body is encoded in a way that is not understood. */
    UNSUPPORTED_ENCODING(415),
    /** Too much is under way already. */
    OVERLOADED(429),
    /** The computation failed. */
    INTERNAL(500),
    /** This gateway can't do that. */
    UNIMPLEMENTED(501),
    /** Not at this moment. */
    UNAVAILABLE(503),
    /** The client's deadline passed. */
    DEADLINE_EXCEEDED(504);

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /**
     * What HTTP calls it.
     *
     * @return a status code from 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * What a rejected request is told.
     *
     * @param reason why it was rejected
     * @return the problem of the same meaning
     */
    public static Problem of(Reason reason) {
        return switch (reason) {
            case INVALID_ARGUMENT -> INVALID_ARGUMENT;
            case NOT_FOUND -> NOT_FOUND;
            case OVERLOADED -> OVERLOADED;
            case UNAVAILABLE -> UNAVAILABLE;
            case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
            case COMPUTATION_FAILED -> INTERNAL;
        };
    }

    /**
     * Tells whether the same request may succeed a little later.
     *
     * @return whether a reply says when to try again
     */
    public boolean isTransient() {
        return this == OVERLOADED || this == UNAVAILABLE;
    }
}
