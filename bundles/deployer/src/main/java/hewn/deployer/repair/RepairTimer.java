package hewn.deployer.repair;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a deployment is to be repaired next: at once when something new is known, else less and less often.
 */
final class RepairTimer {
    static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private OptionalLong dueNanos = OptionalLong.empty();
    private Duration retry = FIRST_RETRY;

    synchronized void after(Duration delay) {
        dueNanos = OptionalLong.of(System.nanoTime() + delay.toNanos());
        retry = FIRST_RETRY;
    }

    /** The last repair failed. */
    synchronized void again() {
        Duration delay = retry;
        after(delay);
        Duration doubled = delay.multipliedBy(2);
        retry = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    }

    /** There may be a new chance, if a retry is wanted at all; whether it is. */
    synchronized boolean hurry() {
        boolean isHurried = dueNanos.isPresent() && isRetry();
        if (isHurried) {
            after(Duration.ZERO);
        }
        return isHurried;
    }

    /** A retry is due now, if one is wanted at all; it remains one. */
    synchronized void retryNow() {
        if (dueNanos.isPresent() && isRetry()) {
            dueNanos = OptionalLong.of(System.nanoTime());
        }
    }

    /** If a repair is wanted at all, it need not wait any longer. */
    synchronized void expedite() {
        if (dueNanos.isPresent()) {
            after(Duration.ZERO);
        }
    }

    /** No repair is wanted. */
    synchronized void cancel() {
        dueNanos = OptionalLong.empty();
        retry = FIRST_RETRY;
    }

    /** Whether the last repair failed and nothing new is known since. */
    synchronized boolean isRetry() {
        return retry.compareTo(FIRST_RETRY) > 0;
    }

    /** Whether there will be a repair if nothing happens. */
    synchronized boolean isSet() {
        return dueNanos.isPresent();
    }

    /** Whether it is due; asking takes it, so that one repair follows. */
    synchronized boolean isDue() {
        boolean due = dueNanos.isPresent() && System.nanoTime() - dueNanos.getAsLong() >= 0;
        if (due) {
            dueNanos = OptionalLong.empty();
        }
        return due;
    }
}
