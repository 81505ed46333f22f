package hewn.inference;

/**
 * A model could not be loaded, or a call of it failed. The message says what, where, and what to do.
 */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what, where, and what to do
     */
    public EngineException(String message) {
        super(message);
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param message what, where, and what to do
     * @param cause what was thrown beneath
     */
    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
