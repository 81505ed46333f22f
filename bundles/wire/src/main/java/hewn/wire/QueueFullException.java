package hewn.wire;

import java.io.IOException;

/**
 * As many frames wait for their receiver as may: it takes them, but more slowly than they come.
 */
public final class QueueFullException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says how much waits.
     *
     * @param message what, how much, and what to do
     */
    public QueueFullException(String message) {
        super(message);
    }
}
