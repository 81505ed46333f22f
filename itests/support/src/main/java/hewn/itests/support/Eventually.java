package hewn.itests.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other processes do. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * Asks again and again, for a minute, until the answer is as wanted.
     *
     * @param <T> of the answer
     * @param what is waited for, for the error
     * @param ask asks
     * @param wanted tells whether that is it
     * @return the answer that is as wanted
     * @throws AssertionError if none was
     * @throws Exception if asking failed
     */
    public static <T> T eventually(String what, Callable<T> ask, Predicate<T> wanted) throws Exception {
        return within(PATIENCE, what, ask, wanted);
    }

    /**
     * Asks again and again until the answer is as wanted.
     *
     * @param <T> of the answer
     * @param patience how long
     * @param what is waited for, for the error
     * @param ask asks
     * @param wanted tells whether that is it
     * @return the answer that is as wanted
     * @throws AssertionError if none was
     * @throws Exception if asking failed
     */
    public static <T> T within(Duration patience, String what, Callable<T> ask, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        T answer = ask.call();
        while (!wanted.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within " + patience + "; last: " + answer);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.call();
        }
        return answer;
    }
}
