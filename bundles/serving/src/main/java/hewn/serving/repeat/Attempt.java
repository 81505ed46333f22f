package hewn.serving.repeat;

import hewn.tensor.Digest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one computation of a request, for which its repetitions wait. Safe for use by several threads.
 */
final class Attempt {
    private final Digest content;
    private final CompletableFuture<Optional<KeptReply>> outcome = new CompletableFuture<>();

    /** Begins to compute a request of some content. */
    Attempt(Digest content) {
        this.content = content;
    }

    /** Whether a request is a repetition of the one that is computed. */
    boolean isFor(KeyedRequest request) {
        return content.equals(request.content());
    }

    /** Ends, with a success or without. */
    void end(Optional<KeptReply> success) {
        outcome.complete(success);
    }

    /** The success, or empty if there is none, or none within that time. */
    CompletableFuture<Optional<KeptReply>> within(Duration time) {
        return outcome.copy() // because a time-out completes what it is set on
                .completeOnTimeout(Optional.empty(), time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
