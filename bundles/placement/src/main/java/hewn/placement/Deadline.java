package hewn.placement;

/**
 * When a strategy has to come to an end: its time budget is over, or its thread was interrupted.
 */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    /**
     * Starts the clock.
     *
     * @param problem whose budget begins now
     * @return its deadline
     */
    public static Deadline of(PlacementProblem problem) {
        return new Deadline(System.nanoTime() + problem.budget().toNanos());
    }

    /**
     * Tells whether to stop.
     *
     * @return whether the budget is over or this thread was interrupted
     */
    public boolean isOver() {
        return System.nanoTime() - endNanos >= 0 || Thread.currentThread().isInterrupted();
    }
}
