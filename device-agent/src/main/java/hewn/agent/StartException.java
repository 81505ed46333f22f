package hewn.agent;

/**
 * The agent can't start. The message is one line that says what is wrong and what to do.
 */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong and what to do
     */
    public StartException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param message what is wrong and what to do
     * @param cause what was thrown beneath
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
