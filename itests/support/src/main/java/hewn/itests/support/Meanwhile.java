package hewn.itests.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks without pause while something is done. */
public final class Meanwhile {
    private Meanwhile() {}

    /** Something that a test does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }

    /**
     * Asks before, while and after something is done, one request after another.
     *
     * @param <T> of an answer
     * @param ask sends a request
     * @param afterwards how many are sent when it is done
     * @param action what is done
     * @return the answers, in order
     * @throws Exception if it could not be done, or a request was not answered
     */
    public static <T> List<T> answers(Callable<T> ask, int afterwards, Action action) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<T>> client = CompletableFuture.supplyAsync(() -> {
            List<T> answers = new ArrayList<>();
            for (int left = afterwards; left > 0; left -= done.get() ? 1 : 0) {
                answers.add(answer(ask));
            }
            return answers;
        });
        try {
            action.run();
        } finally {
            done.set(true);
        }
        return client.get();
    }

    private static <T> T answer(Callable<T> ask) {
        try {
            return ask.call();
        } catch (Exception unanswered) {
            throw new AssertionError("a request was not answered", unanswered);
        }
    }
}
