package hewn.link.probe;

/**
 * What all measurements of one direction of a link amount to: means that forget, in which no single one counts for much.
 *
 * @param bytesPerSecond once bytes flow
 * @param latencyNanos until the first byte arrives, in nanoseconds
 * @param samples how many measurements there were
 * @param confirmedNanos when the last of them was, on the clock of {@link System#nanoTime()}
 */
record LinkEstimate(double bytesPerSecond, double latencyNanos, long samples, long confirmedNanos) {
    /** The weight of the newest of many. */
    private static final double LEAST_WEIGHT = 0.25;

    /** A measurement that is off by more is an outlier, unless the following ones say the same. */
    private static final double MOST_CHANGE = 4;

    static LinkEstimate first(double bytesPerSecond, double latencyNanos, long nowNanos) {
        return new LinkEstimate(bytesPerSecond, latencyNanos, 1, nowNanos);
    }

    LinkEstimate with(double newBytesPerSecond, double newLatencyNanos, long nowNanos) {
        return new LinkEstimate(
                mean(bytesPerSecond, newBytesPerSecond), mean(latencyNanos, newLatencyNanos), samples + 1, nowNanos);
    }

    LinkEstimate withBandwidth(double newBytesPerSecond, long nowNanos) {
        return new LinkEstimate(mean(bytesPerSecond, newBytesPerSecond), latencyNanos, samples + 1, nowNanos);
    }

    /** Geometric, for figures that span orders of magnitude. */
    private double mean(double old, double found) {
        double near = Math.max(old / MOST_CHANGE, Math.min(old * MOST_CHANGE, found));
        double weight = Math.max(LEAST_WEIGHT, 1.0 / (samples + 1));
        return old * Math.pow(near / old, weight);
    }
}
