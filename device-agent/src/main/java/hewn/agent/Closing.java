package hewn.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was opened, to be closed in the reverse order: each of them, whatever becomes of the others. For one thread at a time. */
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Nothing is open. */
    public Closing() {}

    /**
     * Something was opened, after all that is open already.
     *
     * @param last closed first
     */
    public void push(AutoCloseable last) {
        opened.push(last);
    }

    /**
     * Closes all, for something failed.
     *
     * @param why what failed; it gets, as suppressed, what fails here
     */
    public void close(Throwable why) {
        failures().forEach(why::addSuppressed);
    }

    /**
     * Closes all.
     *
     * @throws IllegalStateException after that, if some could not be closed
     */
    @Override
    public void close() {
        List<Exception> failures = failures();
        if (!failures.isEmpty()) {
            IllegalStateException unclosed = new IllegalStateException("could not close all", failures.get(0));
            failures.stream().skip(1).forEach(unclosed::addSuppressed);
            throw unclosed;
        }
    }

    private List<Exception> failures() {
        List<Exception> failures = new ArrayList<>();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                failures.add(interrupted);
            } catch (Exception defect) { // whatever it is, the others are to be closed all the same
                failures.add(defect);
            }
        }
        return failures;
    }
}
