package hewn.deployer;

import hewn.pipeline.GenerationStatus.Failure;

/**
 * A generation can't be brought to serve.
 */
final class RolloutException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Short and stable; documented with its remedy. */
    private final String code;

    /** What to do. */
    private final String remedy;

    RolloutException(String code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    RolloutException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    Failure failure() {
        return new Failure(code, getMessage(), remedy);
    }
}
