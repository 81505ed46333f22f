package hewn.cli;

/** What the process ends with. */
public final class ExitStatus {
    /** All was done. */
    public static final int OK = 0;

    /** The operation was tried and failed: here, or because no gateway answers, or because it refuses. */
    public static final int FAILED = 1;

    /**
     * The operation can't be tried: wrong usage, or something that it needs on this machine is not there, such as a file, a
     * port or the gateway's token.
     */
    public static final int UNUSABLE = 2;

    private ExitStatus() {}
}
