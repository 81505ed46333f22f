package hewn.dispatcher;

import hewn.wire.Frame;
import java.util.Optional;

/**
 * How an execution ended without an answer, through no fault of the request: another one may fare better.
 *
 * @param kind what is known of how far it came
 * @param reason what is wrong, for people
 */
record Loss(Kind kind, String reason) {
    /** How far it came. */
    enum Kind {
        /** It was not written to the first device's connection, or not wholly. */
        UNSENT,
        /** A device told that it can't compute it, or can't hand it on. */
        TURNED_AWAY,
        /** A canary failed on it, which need not be the request's fault. */
        FAILED_ON_TRIAL,
        /** Nothing was heard of it, and nothing will be waited for any longer. */
        ABANDONED
    }

    static Loss unsent(String reason) {
        return new Loss(Kind.UNSENT, reason);
    }

    static Loss failedOnTrial(String reason) {
        return new Loss(Kind.FAILED_ON_TRIAL, reason);
    }

    static Loss abandoned(String reason) {
        return new Loss(Kind.ABANDONED, reason);
    }

    /** Empty if the failure would be the same wherever the request is executed. */
    static Optional<Loss> of(Frame.Failure failure) {
        return switch (failure.cause()) {
            case NOT_LOADED, NEXT_UNREACHABLE -> Optional.of(new Loss(Kind.TURNED_AWAY, Rejections.message(failure)));
            case INVALID_INPUT, COMPUTATION, OVERLOADED, DEADLINE -> Optional.empty();
        };
    }
}
