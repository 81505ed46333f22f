package hewn.itests.chaos.fault;

/** What came of the attempt to inject a fault. */
public sealed interface Injection {
    /**
     * Whom it struck, or why nobody.
     *
     * @return for people
     */
    String detail();

    /**
     * It was done.
     *
     * @param detail whom it struck
     */
    record Done(String detail) implements Injection {}

    /**
     * It can't be done here.
     *
     * @param detail why
     */
    record Skipped(String detail) implements Injection {}
}
