package hewn.wire;

/**
 * Nothing was heard of the other side of the control plane.
 */
public final class ControlException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what, where, and what to do
     */
    public ControlException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param message what, where, and what to do
     * @param cause what was thrown beneath
     */
    public ControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
