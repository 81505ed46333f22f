package hewn.link.mqtt;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a handler was told, to be waited for. */
final class Heard<T> {
    private static final long SECONDS = 30;

    private final BlockingQueue<T> all = new LinkedBlockingQueue<>();

    void hear(T what) {
        all.add(what);
    }

    T next() {
        try {
            T what = all.poll(SECONDS, TimeUnit.SECONDS);
            if (what == null) {
                throw new AssertionError("nothing was heard within " + SECONDS + " s");
            }
            return what;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Passes over what else is heard. */
    T until(Predicate<T> expected) {
        T what = next();
        while (!expected.test(what)) {
            what = next();
        }
        return what;
    }

    /** Whether it was heard, and not taken yet. */
    boolean holds(T what) {
        return all.contains(what);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
