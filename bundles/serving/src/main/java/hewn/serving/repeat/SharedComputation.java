package hewn.serving.repeat;

import hewn.tensor.Digest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The one computation of a request, for which its repetitions wait. Safe for use by several threads.
 */
final class SharedComputation {
    private final Digest content;
    private final CompletableFuture<Optional<KeptReply>> outcome = new CompletableFuture<>();

    /** No stages of the outcome: it would hold them to its end, although nobody waits for them any longer. */
    private final Set<CompletableFuture<Optional<KeptReply>>> waiting = ConcurrentHashMap.newKeySet();

    /** Begins to compute a request of some content. */
    SharedComputation(Digest content) {
        this.content = content;
    }

    /** Whether a request is a repetition of the one that is computed. */
    boolean isFor(KeyedRequest request) {
        return content.equals(request.content());
    }

    /** Ends, with a success or without. */
    void end(Optional<KeptReply> success) {
        outcome.complete(success);
        waiting.forEach(one -> one.complete(success));
    }

    /** The success, or empty if there is none, or none within that time. */
    CompletableFuture<Optional<KeptReply>> within(Duration time) {
        CompletableFuture<Optional<KeptReply>> one = new CompletableFuture<>();
        waiting.add(one);
        if (outcome.isDone()) { // maybe too early to find this one waiting
            one.complete(outcome.join());
        }
        return one.completeOnTimeout(Optional.empty(), time.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((success, failure) -> waiting.remove(one));
    }
}
