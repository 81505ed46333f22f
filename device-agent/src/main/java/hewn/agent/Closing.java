package hewn.agent;

import java.util.List;

/** Frees what was opened for something that failed. */
public final class Closing {
    private Closing() {}

    /**
     * Closes all, each of them whatever becomes of the others.
     *
     * @param opened what to close, such as agents that were prepared and are not to be announced, in this order
     * @param why what failed; it gets, as suppressed, what fails here
     */
    public static void all(List<? extends AutoCloseable> opened, Throwable why) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception defect) { // whatever it is, the others are to be closed all the same
                why.addSuppressed(defect);
            }
        }
    }
}
