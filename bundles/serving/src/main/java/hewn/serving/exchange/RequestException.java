package hewn.serving.exchange;

import hewn.pipeline.InferenceOutcome.Rejection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A request is refused. The message is for the client: what is wrong, where, and what to do.
 */
public final class RequestException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** The kind of refusal. */
    private final Problem problem;

    /** When to try again, if that is worth it. */
    private final Duration retryAfter;

    /**
     * Refuses a request.
     *
     * @param problem the kind of refusal
     * @param message what is wrong, where, and what to do
     */
    public RequestException(Problem problem, String message) {
        this(problem, message, SOON);
    }

    /**
     * Refuses a request for some time.
     *
     * @param problem the kind of refusal
     * @param message what is wrong, where, and what to do
     * @param retryAfter when it is worth to ask again; counts only if the problem is transient
     */
    public RequestException(Problem problem, String message, Duration retryAfter) {
        super(message, null, false, false); // an answer to a client: nobody reads its stack
        this.problem = Objects.requireNonNull(problem, "problem");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Says that a request is malformed.
     *
     * @param message what is wrong, where, and what to do
     * @return the refusal
     */
    public static RequestException invalid(String message) {
        return new RequestException(Problem.INVALID_ARGUMENT, message);
    }

    /**
     * Passes on why a request was rejected behind the gateway's door.
     *
     * @param rejection the outcome of the request
     * @return the refusal
     */
    public static RequestException of(Rejection rejection) {
        return new RequestException(
                Problem.of(rejection.reason()),
                rejection.message(),
                rejection.retryAfter().orElse(SOON));
    }

    /**
     * The kind of refusal.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * When it is worth to ask again.
     *
     * @return from now, or empty if the same request will be refused again
     */
    public Optional<Duration> retryAfter() {
        return problem.isTransient() ? Optional.of(retryAfter) : Optional.empty();
    }
}
