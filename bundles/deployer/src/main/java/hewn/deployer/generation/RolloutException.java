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

    public RolloutException(FailureCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    public RolloutException(FailureCode code, String message, String remedy, Throwable cause) {
        this(code.name(), message, remedy, cause);
    }

    private RolloutException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /** A device refused what it was told. */
    public static RolloutException refused(DeviceId device, CommandReply.Refused refused) {
        return new RolloutException(
                refused.code(), "device '" + device + "': " + refused.message(), "see the device's log", null);
    }

    public String code() {
        return code;
    }

    public Failure failure() {
        return new Failure(code, getMessage(), remedy);
    }
}
