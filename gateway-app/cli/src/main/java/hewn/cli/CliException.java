package hewn.cli;

import java.util.Objects;

/**
 * A command can't do what it was asked for: what is wrong, what to do, and the exit status that tells it.
 */
public final class CliException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String remedy;

    /** What the process ends with. */
    private final int exitStatus;

    private CliException(String message, String remedy, int exitStatus, Throwable cause) {
        super(message, cause);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
        this.exitStatus = exitStatus;
    }

    /**
     * The operation was tried and failed.
     *
     * @param message what is wrong
     * @param remedy what to do; may be empty
     * @return with exit status {@value ExitStatus#FAILED}
     */
    public static CliException failed(String message, String remedy) {
        return new CliException(message, remedy, ExitStatus.FAILED, null);
    }

    /**
     * The operation was tried and failed.
     *
     * @param message what is wrong
     * @param remedy what to do; may be empty
     * @param cause what was thrown beneath
     * @return with exit status {@value ExitStatus#FAILED}
     */
    public static CliException failed(String message, String remedy, Throwable cause) {
        return new CliException(message, remedy, ExitStatus.FAILED, cause);
    }

    /**
     * The operation can't be tried: an argument is wrong, or something that it needs is not there.
     *
     * @param message what is wrong
     * @param remedy what to do; may be empty
     * @return with exit status {@value ExitStatus#UNUSABLE}
     */
    public static CliException unusable(String message, String remedy) {
        return new CliException(message, remedy, ExitStatus.UNUSABLE, null);
    }

    /**
     * What to do.
     *
     * @return a sentence, or nothing
     */
    public String remedy() {
        return remedy;
    }

    /**
     * What the process ends with.
     *
     * @return one of {@link ExitStatus}
     */
    public int exitStatus() {
        return exitStatus;
    }
}
