package hewn.program;

/** The process that started this one and would end it, were it not ended itself before it could. */
public final class ParentProcess {
    private ParentProcess() {}

    /**
     * Ends this process, as a signal would, when another one has ended.
     *
     * @param pid the other's number; if there is no such process, this one ends at once
     */
    public static void endWith(long pid) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(parent -> parent.onExit().thenRun(ParentProcess::end), ParentProcess::end);
    }

    /** On a thread of its own: ending waits for what is being stopped. */
    private static void end() {
        new Thread(() -> System.exit(0), "parent-ended").start();
    }
}
