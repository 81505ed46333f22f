package hewn.agent.emulation.punctuality;

import java.util.concurrent.TimeUnit;

/**
 * Counts what was to take some emulated time, and how much of it ended too late because the host was busy. Safe for use
 * by several threads.
 */
public final class Punctuality {
    private static final long TOLERATED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double TOLERATED_PART = 0.02;

    private long count;
    private long late;
    private long emulatedNanos;
    private long overdueNanos;
    private long worstNanos;

    /** Nothing was counted yet. */
    public Punctuality() {}

    /**
     * Counts one.
     *
     * @param tookNanos the time that it was to take
     * @param overNanos how much longer it took; negative if it was done in time
     */
    public synchronized void count(long tookNanos, long overNanos) {
        long over = Math.max(0, overNanos);
        count++;
        late += over > TOLERATED_NANOS && over > TOLERATED_PART * tookNanos ? 1 : 0;
        emulatedNanos += tookNanos;
        overdueNanos += over;
        worstNanos = Math.max(worstNanos, over);
    }

    /**
     * What was counted so far.
     *
     * @return the figures
     */
    public synchronized Figures figures() {
        return new Figures(count, late, emulatedNanos / 1e9, overdueNanos / 1e9, worstNanos / 1e9);
    }

    /**
     * What was counted.
     *
     * @param count how many
     * @param late how many of them took more than a millisecond and two percent too long
     * @param emulatedSeconds the time that all were to take
     * @param overdueSeconds how much longer all took
     * @param worstSeconds how much longer the one took that was the latest
     */
    public record Figures(long count, long late, double emulatedSeconds, double overdueSeconds, double worstSeconds) {}
}
