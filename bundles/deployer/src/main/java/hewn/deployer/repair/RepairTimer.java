package hewn.deployer.repair;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * When a deployment is to be repaired next: at once when something new is known, else less and less often.
 */
final class RepairTimer {
    static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final Duration patience;
    private final LongSupplier nanoTime;
    private OptionalLong dueNanos = OptionalLong.empty();
    private Duration retry = FIRST_RETRY;

    /** The last repair failed, and nothing new is known since. */
    private boolean hasFailed;

    /** A device was stopped and is replaced at once, so nobody knows yet whether it is only started again. */
    private boolean isHasty;

    /** Until when it is waited for, since nothing replaced it. */
    private OptionalLong graceEndNanos = OptionalLong.empty();

    /** Nothing is to be repaired; there is some patience with a device that went offline. */
    RepairTimer(Duration patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    synchronized void after(Duration delay) {
        dueNanos = OptionalLong.of(nanoTime.getAsLong() + delay.toNanos());
        retry = FIRST_RETRY;
        hasFailed = false;
    }

    /** A device was lost, which may come back; a hasty repair that is due already does not wait for that. */
    synchronized void lost() {
        if (!isHasty || !isOverdue()) {
            after(patience);
        }
    }

    /** A device was stopped in order. */
    synchronized void stopped() {
        after(Duration.ZERO);
        isHasty = true;
    }

    /**
     * The last repair failed. If it was a hasty one, who was stopped has as long to be started again as who is lost has to
     * come back.
     *
     * @return whether that time is not over
     */
    synchronized boolean grace() {
        long now = nanoTime.getAsLong();
        if (isHasty) {
            isHasty = false;
            graceEndNanos = OptionalLong.of(now + patience.toNanos());
        }
        boolean isGranted = graceEndNanos.isPresent() && now - graceEndNanos.getAsLong() < 0;
        if (!isGranted) {
            graceEndNanos = OptionalLong.empty();
        } else if (dueNanos.isEmpty()) {
            dueNanos = graceEndNanos;
            retry = FIRST_RETRY;
            hasFailed = true;
        }
        return isGranted;
    }

    /** The last repair failed; what came to be known meanwhile is not forgotten for that. */
    synchronized void again() {
        if (dueNanos.isEmpty()) {
            Duration delay = retry;
            after(delay);
            Duration doubled = delay.multipliedBy(2);
            retry = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
            hasFailed = true;
        }
    }

    /** There may be a new chance, if the last repair failed and another one is wanted at all; whether it is. */
    synchronized boolean hurry() {
        boolean isHurried = dueNanos.isPresent() && hasFailed;
        if (isHurried) {
            after(Duration.ZERO);
        }
        return isHurried;
    }

    /** A retry is due now, if one is wanted at all; it remains one. */
    synchronized void retryNow() {
        if (dueNanos.isPresent() && isRetry()) {
            dueNanos = OptionalLong.of(nanoTime.getAsLong());
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
        hasFailed = false;
        isHasty = false;
        graceEndNanos = OptionalLong.empty();
    }

    /** Whether the last repair failed for good and nothing new is known since. */
    synchronized boolean isRetry() {
        return retry.compareTo(FIRST_RETRY) > 0;
    }

    /** Whether there will be a repair if nothing happens. */
    synchronized boolean isSet() {
        return dueNanos.isPresent();
    }

    /** Whether it is due; asking takes it, so that one repair follows. */
    synchronized boolean isDue() {
        boolean due = isOverdue();
        if (due) {
            dueNanos = OptionalLong.empty();
        }
        return due;
    }

    private boolean isOverdue() {
        return dueNanos.isPresent() && nanoTime.getAsLong() - dueNanos.getAsLong() >= 0;
    }
}
