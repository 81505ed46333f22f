package hewn.deployer.generation;

import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.wire.CommandReply;

/**
 * A generation can't be brought to serve.
 */
public final class RolloutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Short and stable; documented with its remedy. */
    private final String code;

    /** What to do. */
    private final String remedy;

    /**
     * Something that the gateway found out.
     *
     * @param code the kind of failure
     * @param message what went wrong, for people
     * @param remedy what to do about it
     */
    public RolloutException(FailureCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    /**
     * Something that the gateway found out, and why.
     *
     * @param code the kind of failure
     * @param message what went wrong, for people
     * @param remedy what to do about it
     * @param cause what led to it
     */
    public RolloutException(FailureCode code, String message, String remedy, Throwable cause) {
        this(code.name(), message, remedy, cause);
    }

    private RolloutException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /**
     * A device refused what it was told.
     *
     * @param device which one
     * @param refused what it replied
     * @return the failure, with the device's own code
     */
    public static RolloutException refused(DeviceId device, CommandReply.Refused refused) {
        return new RolloutException(
                refused.code(), "device '" + device + "': " + refused.message(), "see the device's log", null);
    }

    /**
     * The kind of failure, short and stable.
     *
     * @return a name of {@link FailureCode}, or what a device says
     */
    public String code() {
        return code;
    }

    /**
     * The same, to be shown.
     *
     * @return code, message and remedy
     */
    public Failure failure() {
        return new Failure(code, getMessage(), remedy);
    }
}
