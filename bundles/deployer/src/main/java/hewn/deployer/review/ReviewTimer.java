package hewn.deployer.review;

import hewn.deployer.plan.Outlook;
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

    /** What serves was planned, or compared with a plan that went by this. */
    synchronized void planned(Outlook outlook) {
        known = Optional.of(outlook);
    }

    /** A review is made, for whatever reason. */
    synchronized void reviewed() {
        reviewedNanos = Optional.of(nanoTime.getAsLong());
    }

    /** Why a review is due, by what is known now: until it is {@link #planned} by that, or it is no longer so. */
    synchronized Optional<String> due(Outlook now, ReplanSettings settings) {
        long nanos = nanoTime.getAsLong();
        if (!isSettled(now, nanos, settings)) {
            return Optional.empty();
        }
        Outlook before = known.orElse(now);
        Optional<String> news = now.news(before);
        if (news.isEmpty()) {
            known = Optional.of(before.without(now));
        }
        return isPaused(nanos, settings) ? Optional.empty() : news;
    }

    private boolean isSettled(Outlook now, long nanos, ReplanSettings settings) {
        boolean changes = last.isEmpty()
                || !last.get().hops().keySet().containsAll(now.hops().keySet()) // others may be measured next
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
