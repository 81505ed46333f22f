package hewn.wire;

/**
 * What arrived is no frame. The message says what is wrong, and where.
 */
public final class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what, and where
     */
    public FrameException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param message what, and where
     * @param cause what was thrown beneath
     */
    public FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
