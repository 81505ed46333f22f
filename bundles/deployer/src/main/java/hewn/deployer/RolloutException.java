package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.wire.CommandReply;

/**
 * A generation can't be brought to serve.
 */
final class RolloutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Short and stable; documented with its remedy. */
    private final String code;

    /** What to do. */
    private final String remedy;

    RolloutException(FailureCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    RolloutException(FailureCode code, String message, String remedy, Throwable cause) {
        this(code.name(), message, remedy, cause);
    }

    private RolloutException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /** A device refused what it was told. */
    static RolloutException refused(DeviceId device, CommandReply.Refused refused) {
        return new RolloutException(
                refused.code(), "device '" + device + "': " + refused.message(), "see the device's log", null);
    }

    String code() {
        return code;
    }

    Failure failure() {
        return new Failure(code, getMessage(), remedy);
    }
}
