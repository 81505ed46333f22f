package hewn.deployer;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a placement is to be compared with another plan: once what plans go by has changed and then stayed as it is for a
 * moment, and not too often.
 */
final class ReviewTimer {
    /** What never settles is looked at after so many times of settling. */
    private static final int MOST_SETTLES = 10;

    private final LongSupplier nanoTime;
    private Optional<Outlook> known = Optional.empty();
    private Optional<Outlook> last = Optional.empty();
    private long changedNanos;
    private long unsettledNanos;
    private boolean settled = true;
    private Optional<Long> reviewedNanos = Optional.empty();

    ReviewTimer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What serves was planned by this; empty if nobody knows by what. */
    synchronized void planned(Optional<Outlook> outlook) {
        known = outlook;
    }

    /** Why a review is due, by what is known now; who asks makes it. */
    synchronized Optional<String> due(Outlook now, ReplanSettings settings) {
        long nanos = nanoTime.getAsLong();
        if (!isSettled(now, nanos, settings)) {
            return Optional.empty();
        }
        Outlook before = known.orElse(now);
        Optional<String> news = now.news(before);
        if (news.isEmpty()) {
            known = Optional.of(before.without(now));
        } else if (isPaused(nanos, settings)) {
            return Optional.empty();
        } else {
            known = Optional.of(now);
            reviewedNanos = Optional.of(nanos);
        }
        return news;
    }

    private boolean isSettled(Outlook now, long nanos, ReplanSettings settings) {
        boolean changes = last.isEmpty()
                || now.news(last.get()).isPresent()
                || last.get().news(now).isPresent();
        if (changes) {
            last = Optional.of(now);
            changedNanos = nanos;
            unsettledNanos = settled ? nanos : unsettledNanos;
        }
        long settle = settings.settle().toNanos();
        settled = nanos - changedNanos >= settle || nanos - unsettledNanos >= MOST_SETTLES * settle;
        return settled;
    }

    private boolean isPaused(long nanos, ReplanSettings settings) {
        return reviewedNanos
                .map(before -> nanos - before < settings.pause().toNanos())
                .orElse(false);
    }
}
