package hewn.agent.stages;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Admits slices into memory as long as they fit together.
 *
 * <p>A slice counts with what it was planned to take, so that plan and device agree, but with the size of its file, which
 * is nearly all weights, at least; times a factor.
 */
public final class MemoryBudget {
    private final long limitBytes;
    private final double factor;
    private long reservedBytes;

    /**
     * A budget of which nothing is spent.
     *
     * @param limitBytes what slices may take together, in bytes
     * @param factor how many bytes a planned byte counts for, at least 1
     */
    public MemoryBudget(long limitBytes, double factor) {
        if (limitBytes <= 0 || !(factor >= 1)) {
            throw new IllegalArgumentException("a budget needs limitBytes > 0 and factor >= 1, but got limitBytes="
                    + limitBytes + " factor=" + factor);
        }
        this.limitBytes = limitBytes;
        this.factor = factor;
    }

    /**
     * Sets memory aside for a slice.
     *
     * @param sliceBytes the size of its file in bytes
     * @param plannedBytes what it was planned to take
     * @return to be closed when the slice is unloaded
     * @throws RefusalException if too little is left
     */
    synchronized Reservation reserve(long sliceBytes, long plannedBytes) throws RefusalException {
        long needed = (long) (Math.max(sliceBytes, plannedBytes) * factor);
        if (reservedBytes + needed > limitBytes) {
            throw new RefusalException(
                    Refusal.MEMORY_EXCEEDED,
                    "the slice needs " + needed + " bytes (a file of " + sliceBytes + ", planned with "
                            + plannedBytes + "), but " + reservedBytes + " of "
                            + limitBytes + " are taken; unload a generation, cut the model into more slices or give the"
                            + " agent a larger --memory");
        }
        reservedBytes += needed;
        return new Reservation(needed);
    }

    private synchronized void release(long bytes) {
        reservedBytes -= bytes;
    }

    /** Memory set aside; given back once. */
    final class Reservation implements AutoCloseable {
        private final long bytes;
        private final AtomicBoolean released = new AtomicBoolean();

        private Reservation(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release(bytes);
            }
        }
    }
}
