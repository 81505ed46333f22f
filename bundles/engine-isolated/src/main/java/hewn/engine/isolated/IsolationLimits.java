package hewn.engine.isolated;

import java.time.Duration;

/**
 * What a model may take before its process is ended.
 *
 * @param memoryBytes the memory of the process, TensorFlow's own 300 MB included
 * @param loadLimit the time to load a model
 * @param runLimit the time of a call, if the call's own limit is not shorter
 */
public record IsolationLimits(long memoryBytes, Duration loadLimit, Duration runLimit) {
    /** 4 GiB, two minutes to load, a minute for a call. */
    public static final IsolationLimits DEFAULT =
            new IsolationLimits(4L << 30, Duration.ofMinutes(2), Duration.ofMinutes(1));

    private static final long LEAST_MEMORY = 64L << 20;

    /**
     * Validates the limits.
     *
     * @throws IllegalArgumentException if a time is not positive or the memory too little for any process
     */
    public IsolationLimits {
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("memoryBytes must be at least 64 MiB, but is " + memoryBytes);
        }
        requirePositive("loadLimit", loadLimit);
        requirePositive("runLimit", runLimit);
    }

    private static void requirePositive(String name, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + limit);
        }
    }

    /** The shorter of two times for a call. */
    Duration runLimit(Duration own) {
        return own.compareTo(runLimit) < 0 ? own : runLimit;
    }
}
