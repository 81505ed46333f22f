package hewn.strategies.optimal.throughput;

/**
 * How hard to try at one limit.
 *
 * @param walks how many walks may move the prices
 * @param steps how many continuations the depth-first search may look at
 * @param width how many labels each position may keep; 0 for no search over labels
 */
record Effort(int walks, long steps, int width) {
    /** To begin with: most limits are decided by it. */
    static final Effort LEAST = new Effort(12, 20_000, 0);

    private static final int FIRST_WIDTH = 64;

    Effort next() {
        return width == 0 ? new Effort(60, 5 * steps, FIRST_WIDTH) : new Effort(walks, 2 * steps, 4 * width);
    }
}
