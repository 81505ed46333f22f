package hewn.cli;

/** What the process ends with. */
public final class ExitStatus {
    /** All was done. */
    public static final int OK = 0;

    /** The operation was tried and failed. */
    public static final int FAILED = 1;

    /** The operation can't be tried: wrong usage, or something that it needs is not there. */
    public static final int UNUSABLE = 2;

    private ExitStatus() {}
}
