package hewn.dispatcher;

import hewn.pipeline.InferenceOutcome.Reason;
import hewn.pipeline.InferenceOutcome.Rejection;
import hewn.wire.Frame;
import java.time.Duration;
import java.util.Optional;

/**
 * The ways in which a request is rejected, each with its words.
 */
final class Rejections {
    private static final Duration SOON = Duration.ofSeconds(1);

    private Rejections() {}

    static Rejection notFound(String model, String what) {
        return Rejection.of(Reason.NOT_FOUND, "model '" + model + "' " + what);
    }

    static Rejection invalid(String what) {
        return Rejection.of(Reason.INVALID_ARGUMENT, what);
    }

    static Rejection unavailable(String why) {
        return new Rejection(Reason.UNAVAILABLE, why, Optional.of(SOON));
    }

    static Rejection overloaded(int limit) {
        return new Rejection(
                Reason.OVERLOADED,
                limit + " requests are under way already; ask again later or send fewer at a time",
                Optional.of(SOON));
    }

    static Rejection late(Duration deadline) {
        return Rejection.of(
                Reason.DEADLINE_EXCEEDED,
                "no answer within the deadline of " + deadline.toMillis() + " ms; allow more time or send fewer at a"
                        + " time");
    }

    static Rejection impure(String why) {
        return Rejection.of(Reason.COMPUTATION_FAILED, "the answer is refused: " + why);
    }

    static Rejection of(Frame.Failure failure) {
        String message = "device '" + failure.device() + "': " + failure.message();
        return switch (failure.cause()) {
            case INVALID_INPUT -> Rejection.of(Reason.INVALID_ARGUMENT, message);
            case COMPUTATION -> Rejection.of(Reason.COMPUTATION_FAILED, message);
            case OVERLOADED -> new Rejection(Reason.OVERLOADED, message, Optional.of(SOON));
            case DEADLINE -> Rejection.of(Reason.DEADLINE_EXCEEDED, message);
            case NOT_LOADED, NEXT_UNREACHABLE -> unavailable(message);
        };
    }
}
