package hewn.itests.system;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other processes do. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Asks again and again until the answer is as wanted. */
    static <T> T eventually(String what, Callable<T> ask, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T answer = ask.call();
        while (!wanted.test(answer)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within " + PATIENCE + "; last: " + answer);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.call();
        }
        return answer;
    }
}
