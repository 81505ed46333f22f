package hewn.link.mqtt;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: they double, and half of each is random, so that all devices of a site do not come back at
 * the same moment.
 */
final class Backoff {
    private final Supplier<MqttOptions> options;
    private final RandomGenerator random;
    private long limitNanos;

    Backoff(Supplier<MqttOptions> options, RandomGenerator random) {
        this.options = options;
        this.random = random;
        reset();
    }

    void reset() {
        limitNanos = options.get().minBackoff().toNanos();
    }

    /** There is no use in hurrying. */
    void exhaust() {
        limitNanos = options.get().maxBackoff().toNanos();
    }

    Duration next() {
        long nanos = limitNanos / 2 + random.nextLong(limitNanos / 2 + 1);
        limitNanos = Math.min(2 * limitNanos, options.get().maxBackoff().toNanos());
        return Duration.ofNanos(nanos);
    }
}
