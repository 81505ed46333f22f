package hewn.serving.repeat;

import hewn.serving.exchange.Problem;
import hewn.serving.exchange.Reply;
import hewn.serving.exchange.RequestException;
import hewn.serving.json.Excerpt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Computes the first request with a key, and gives its reply to all others. Safe for use by several threads, and none of
 * them waits.
 */
final class Repeats {
    static final String REPLAYED = "Idempotency-Replayed";

    /** How many requests with a key may be under way at a time; it bounds what waits for replies and for threads. */
    static final int MAX_UNDER_WAY = 1024;

    private final KeptReplies replies;
    private final Executor executor;
    private final Semaphore places = new Semaphore(MAX_UNDER_WAY);

    Repeats(KeptReplies replies, Executor executor) {
        this.replies = replies;
        this.executor = executor;
    }

    /**
     * Begins to answer a request.
     *
     * <p>One whose key belongs to another request is answered 409. The draft recommends 422 for that, and 409 for a
     * repetition that comes while the first request is under way, which is no error here. What is wrong is not the content,
     * as 422 would say, but that it does not agree with what the gateway holds under the key (RFC 9110, section 15.5.10);
     * the same content is taken with another key.
     */
    CompletionStage<Reply> begin(KeyedRequest request) throws RequestException {
        if (!places.tryAcquire()) {
            throw new RequestException(
                    Problem.OVERLOADED,
                    MAX_UNDER_WAY + " requests with the header '" + IdempotencyKey.HEADER
                            + "' are under way already; ask again later or send fewer at a time");
        }
        return CompletableFuture.completedStage(request) // so that whatever is thrown ends in the stage
                .thenCompose(this::answer)
                .whenComplete((reply, failure) -> places.release());
    }

    private CompletionStage<Reply> answer(KeyedRequest request) {
        try {
            Duration remaining = request.deadline().remaining();
            SharedComputation mine = new SharedComputation(request.content());
            SharedComputation known = replies.claim(request.key(), mine);
            return known == mine ? compute(request, mine) : replay(request, known, remaining);
        } catch (RequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * The reply is made whole before anyone gets it: a client that is gone, or slow, keeps no other from its reply. A
     * thread of the dispatcher, which may complete the computation, has better things to do than that.
     */
    private CompletionStage<Reply> compute(KeyedRequest request, SharedComputation mine) {
        return CompletableFuture.completedStage(request) // so that whatever is thrown settles the computation
                .thenCompose(Repeats::command)
                .thenApplyAsync(KeptReply::of, executor)
                .whenComplete((reply, failure) -> replies.settle(
                        request.key(), mine, Optional.ofNullable(reply).filter(KeptReply::isSuccess)))
                .thenApply(KeptReply::reply);
    }

    private static CompletionStage<Reply> command(KeyedRequest request) {
        try {
            return request.command().begin(request.body(), request.deadline());
        } catch (RequestException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /**
     * Waits for another request's success. Without one this request is as if it were the first: the other may have failed
     * for reasons of its own, such as a shorter deadline.
     */
    private CompletionStage<Reply> replay(KeyedRequest request, SharedComputation known, Duration remaining)
            throws RequestException {
        if (!known.isFor(request)) {
            throw conflict(request.key());
        }
        return known.within(remaining)
                .thenComposeAsync(success -> success.map(Repeats::replayed).orElseGet(() -> answer(request)), executor);
    }

    private static CompletionStage<Reply> replayed(KeptReply success) {
        return CompletableFuture.completedStage(success.reply().with(REPLAYED, "true"));
    }

    private static RequestException conflict(IdempotencyKey key) {
        return new RequestException(
                Problem.CONFLICT,
                "header '" + IdempotencyKey.HEADER + "' is '" + Excerpt.of(key.value())
                        + "', which another request has already: repeat that one as it was sent first,"
                        + " and give every other request a key of its own");
    }
}
