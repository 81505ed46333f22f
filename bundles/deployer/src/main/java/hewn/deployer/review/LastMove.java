package hewn.deployer.review;

import hewn.placement.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last move that nobody ordered. To go back to where it began takes twice the gain until it must have paid for itself,
 * so that a model does not go to and fro by predictions that are no better than that. Safe for use by several threads.
 */
final class LastMove {
    private static final double MOST_GAIN = 0.99;

    private final LongSupplier nanoTime;
    private Optional<List<Stage>> from = Optional.empty();
    private long nanos;

    LastMove(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** It was made a moment ago. */
    synchronized void made(List<Stage> places) {
        from = Optional.of(List.copyOf(places));
        nanos = nanoTime.getAsLong();
    }

    /** What a move to these places must gain. */
    synchronized ReplanSettings required(List<Stage> to, ReplanSettings usual) {
        boolean soonBack = from.filter(to::equals).isPresent()
                && nanoTime.getAsLong() - nanos < usual.payBack().toNanos();
        return soonBack ? usual.withLeastGain(Math.min(MOST_GAIN, 2 * usual.leastGain())) : usual;
    }
}
