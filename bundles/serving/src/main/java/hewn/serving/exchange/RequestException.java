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

    /** The method that the path takes; empty if that is not the problem. */
    private final String allowed;

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
        this(problem, message, retryAfter, "");
    }

    private RequestException(Problem problem, String message, Duration retryAfter, String allowed) {
        super(message, null, false, false); // an answer to a client: nobody reads its stack
        this.problem = Objects.requireNonNull(problem, "problem");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
        this.allowed = Objects.requireNonNull(allowed, "allowed");
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
     * Says that a path takes another method.
     *
     * @param call the request
     * @param allowed the method that its path takes
     * @return the refusal
     */
    public static RequestException wrongMethod(HttpCall call, String allowed) {
        return new RequestException(
                Problem.METHOD_NOT_ALLOWED,
                call.path() + " takes " + allowed + ", not " + call.method(),
                SOON,
                allowed);
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
     * Says where to read what a request may be, if this one is malformed. What was said stands first as it was, for
     * clients may look for it.
     *
     * @param metadata the path that describes the model
     * @return the refusal, which says so too
     */
    public RequestException describedAt(String metadata) {
        if (problem != Problem.INVALID_ARGUMENT) {
            return this;
        }
        String joined = getMessage() + (getMessage().endsWith(".") ? " " : "; ");
        return invalid(joined + "GET " + metadata + " tells what the model takes");
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

    /**
     * What the path takes.
     *
     * @return an HTTP method, or empty if the method is not the problem
     */
    public Optional<String> allowed() {
        return Optional.of(allowed).filter(method -> !method.isEmpty());
    }
}
