package hewn.serving.exchange;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a client wants its answer, counted from the moment its request arrived.
 */
public final class Deadline {
    private final LongSupplier nanoClock;
    private final long arrivedNanos;
    private final Duration allowed;

    private Deadline(LongSupplier nanoClock, long arrivedNanos, Duration allowed) {
        this.nanoClock = nanoClock;
        this.arrivedNanos = arrivedNanos;
        this.allowed = allowed;
    }

    /**
     * Begins to count now.
     *
     * @param allowed how long the client waits
     * @param nanoClock a clock as {@link System#nanoTime} is one
     * @return the deadline
     */
    public static Deadline in(Duration allowed, LongSupplier nanoClock) {
        return new Deadline(nanoClock, nanoClock.getAsLong(), allowed);
    }

    /**
     * Shortens the deadline, never prolongs it.
     *
     * @param other another limit, counted from the request's arrival too
     * @return the sooner of both
     */
    public Deadline atMost(Duration other) {
        return other.compareTo(allowed) < 0 ? new Deadline(nanoClock, arrivedNanos, other) : this;
    }

    /**
     * How long the client waits altogether.
     *
     * @return counted from the request's arrival
     */
    public Duration allowed() {
        return allowed;
    }

    /**
     * How long the client still waits.
     *
     * @return more than zero
     * @throws RequestException if the deadline has passed
     */
    public Duration remaining() throws RequestException {
        Duration remaining = allowed.minusNanos(nanoClock.getAsLong() - arrivedNanos);
        if (remaining.isNegative() || remaining.isZero()) {
            throw exceeded();
        }
        return remaining;
    }

    /**
     * What a client is told that waited in vain.
     *
     * @return the refusal
     */
    public RequestException exceeded() {
        return new RequestException(
                Problem.DEADLINE_EXCEEDED,
                "no answer within the deadline of " + allowed.toMillis()
                        + " ms; allow more time or send less at a time");
    }
}
