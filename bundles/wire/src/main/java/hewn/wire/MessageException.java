package hewn.wire;

/**
 * What arrived is no message that can be understood here. The text says what is wrong, and where.
 */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Says what is wrong.
     *
     * @param reason the kind of fault
     * @param message what, where, and what to do
     */
    public MessageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param reason the kind of fault
     * @param message what, where, and what to do
     * @param cause what was thrown beneath
     */
    public MessageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * The kind of fault, fit to be the code of a refusal.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /** The kinds of faults. */
    public enum Reason {
        /** The other side speaks a version of the schema that is not known here. */
        UNKNOWN_SCHEMA,
        /** It is no JSON, too large, or lacks something. */
        MALFORMED_MESSAGE
    }
}
