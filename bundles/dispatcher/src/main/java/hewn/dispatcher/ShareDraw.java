package hewn.dispatcher;

import java.util.Random;

/**
 * Chooses a share of what comes, spread evenly but not in a rhythm, which a client's own rhythm could meet: of each
 * stretch of one over the share, one at random (stratified sampling). So of any number from the first on, the chosen ones
 * are the share, plus or minus one. Safe for use by several threads.
 */
final class ShareDraw {
    private final double share;
    private final Random random;
    private long seen;
    private long chosen;
    private double next;

    /**
     * Begins.
     *
     * @param share from 0 to 1
     * @param seed decides which are chosen
     */
    ShareDraw(double share, long seed) {
        this.share = share;
        this.random = new Random(seed);
        this.next = inStretch(0);
    }

    synchronized boolean choosesNext() {
        seen++;
        if (next >= seen) {
            return false;
        }
        chosen++;
        next = inStretch(chosen);
        return true;
    }

    private double inStretch(long index) {
        return share == 0 ? Double.POSITIVE_INFINITY : (index + random.nextDouble()) / share;
    }
}
