package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.pipeline.InferenceRequest;
import hewn.pipeline.Suspension;
import hewn.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/**
 * The ways in which a request is rejected, each with its words.
 */
final class Rejections {
    private static final Duration SOON = Duration.ofSeconds(1);

    static final Rejection CLOSING = unavailable("the gateway is being stopped or configured");

    private Rejections() {}

    static Rejection notFound(String model, String what) {
        return Rejection.of(Reason.NOT_FOUND, "model '" + model + "' " + what);
    }

    static Rejection unlabelled(InferenceRequest asked) {
        return notFound(
                asked.model(),
                asked.label()
                        .map(label -> "has no version with the label '" + label.text() + "'")
                        .orElse("is not served"));
    }

    static Rejection invalid(String what) {
        return Rejection.of(Reason.INVALID_ARGUMENT, what);
    }

    static Rejection unavailable(String why) {
        return new Rejection(Reason.UNAVAILABLE, why, Optional.of(SOON));
    }

    /** What clients are told while a generation takes nothing. */
    static Rejection of(Suspension suspension) {
        return suspension instanceof Suspension.Stuck stuck
                ? new Rejection(Reason.UNAVAILABLE, stuck.reason(), Optional.of(stuck.retryAfter()))
                : unavailable(suspension.reason());
    }

    static Rejection gone(InferenceRequest asked) {
        return unavailable("model '" + asked.model() + "' "
                + (asked.label().isPresent()
                        ? "has no version with the label '"
                                + asked.label().get().text() + "' any more"
                        : "is not served any more"));
    }

    static Rejection lostTooOften(Loss last) {
        return unavailable(
                "it was executed " + (1 + Repetitions.MOST) + " times without an answer; at last: " + last.reason());
    }

    /** Other than {@link #late}, this tells the client that it is worth to ask again. */
    static Rejection waitedInVain(Duration deadline, String reason) {
        return unavailable("it waited for its deadline of " + millis(deadline) + " ms, because " + reason);
    }

    static Rejection overloaded(int limit) {
        return new Rejection(
                Reason.OVERLOADED,
                limit + " requests are under way or wait already; ask again later or send fewer at a time",
                Optional.of(SOON));
    }

    static Rejection late(Duration deadline) {
        return Rejection.of(
                Reason.DEADLINE_EXCEEDED,
                "no answer within the deadline of " + millis(deadline)
                        + " ms; allow more time or send fewer at a time");
    }

    /** Rounded up: what is left of a client's millisecond is called one. */
    private static long millis(Duration deadline) {
        return deadline.plusNanos(999_999).toMillis();
    }

    static Rejection impure(String why) {
        return Rejection.of(Reason.COMPUTATION_FAILED, "the answer is refused: " + why);
    }

    static Rejection of(Frame.Failure failure) {
        String message = message(failure);
        return switch (failure.cause()) {
            case INVALID_INPUT -> Rejection.of(Reason.INVALID_ARGUMENT, message);
            case COMPUTATION -> Rejection.of(Reason.COMPUTATION_FAILED, message);
            case OVERLOADED -> new Rejection(Reason.OVERLOADED, message, Optional.of(SOON));
            case DEADLINE -> Rejection.of(Reason.DEADLINE_EXCEEDED, message);
            case NOT_LOADED, NEXT_UNREACHABLE -> unavailable(message);
        };
    }

    static String message(Frame.Failure failure) {
        return "device '" + failure.device() + "': " + failure.message();
    }
}
