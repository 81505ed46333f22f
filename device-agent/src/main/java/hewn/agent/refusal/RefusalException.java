package hewn.agent.refusal;

import hewn.wire.CommandReply;
import java.util.Objects;

/**
 * A command is refused. The message says what is wrong and what to do.
 */
public final class RefusalException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal. */
    private final Refusal code;

    /**
     * Says what is wrong.
     *
     * @param code what kind of refusal
     * @param message what is wrong and what to do
     */
    public RefusalException(Refusal code, String message) {
        this(code, message, null);
    }

    /**
     * Says what is wrong, and what was thrown beneath.
     *
     * @param code what kind of refusal
     * @param message what is wrong and what to do
     * @param cause what was thrown beneath
     */
    public RefusalException(Refusal code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * What kind of refusal it is.
     *
     * @return the code
     */
    public Refusal code() {
        return code;
    }

    /**
     * What the gateway is told.
     *
     * @return the code and the message
     */
    public CommandReply.Refused reply() {
        return new CommandReply.Refused(code.name(), getMessage());
    }
}
