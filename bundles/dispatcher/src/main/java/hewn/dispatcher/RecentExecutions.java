package hewn.dispatcher;

import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CanaryTerms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How the last executions on one route ended, in bounded memory. Safe for use by several threads.
 */
final class RecentExecutions {
    /** What is compared of a canary. */
    static final int MOST = CanaryTerms.MOST_ANSWERS;

    /** What is kept: a stable generation may have many more in the same span. */
    private static final int KEPT = 4 * MOST;

    /** What a percentile needs, if need be of before the span. */
    private static final int FEWEST = 64;

    /** How one ended. */
    private enum End {
        ANSWERED,
        FAILED,
        LATE
    }

    /** One that ended. */
    private record Ended(long atNanos, long tookNanos, End how) {
        boolean isAnswered() {
            return how == End.ANSWERED;
        }

        /** Who waits for less than what is usual may be late anywhere. */
        boolean proves(Duration usual) {
            return how != End.LATE || tookNanos > usual.toNanos();
        }
    }

    private final Deque<Ended> kept = new ArrayDeque<>();

    synchronized void answered(Execution execution) {
        keep(execution.age(), End.ANSWERED);
    }

    synchronized void failed(Execution execution) {
        keep(execution.age(), End.FAILED);
    }

    /** It was waited for until its request's time was over. */
    synchronized void late(Execution execution) {
        Duration given = execution.request().deadline();
        Duration took = execution.age();
        keep(given.compareTo(took) < 0 ? given : took, End.LATE);
    }

    private void keep(Duration took, End how) {
        kept.addLast(new Ended(System.nanoTime(), took.toNanos(), how));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    synchronized void forget() {
        kept.clear();
    }

    /** When the first of {@link #last} ended, or now if there is none. */
    synchronized long beganNanos() {
        List<Ended> last = tail(MOST);
        return last.isEmpty() ? System.nanoTime() : last.get(0).atNanos();
    }

    /** The last ones, but for those that were not given the usual time, with some that have not ended but took longer. */
    synchronized Recent last(Collection<Duration> underWay, Duration usual) {
        return recent(tail(MOST), underWay, usual);
    }

    /** Those since a moment of {@link System#nanoTime}, or a few more if they are few. */
    synchronized Recent since(long nanos) {
        long there = kept.stream().filter(one -> one.atNanos() - nanos >= 0).count();
        List<Ended> last = tail((int) Math.max(there, FEWEST));
        return recent(last, List.of(), percentile95(tookNanos(last, List.of())));
    }

    private List<Ended> tail(int most) {
        return kept.stream().skip(Math.max(0, kept.size() - most)).toList();
    }

    private static Recent recent(List<Ended> ended, Collection<Duration> underWay, Duration usual) {
        List<Ended> counted = ended.stream().filter(one -> one.proves(usual)).toList();
        int answers = (int) counted.stream().filter(Ended::isAnswered).count();
        return new Recent(
                counted.size() + underWay.size(), counted.size() - answers, percentile95(tookNanos(counted, underWay)));
    }

    private static LongStream tookNanos(List<Ended> ended, Collection<Duration> underWay) {
        return LongStream.concat(
                ended.stream().filter(Ended::isAnswered).mapToLong(Ended::tookNanos),
                underWay.stream().mapToLong(Duration::toNanos));
    }

    private static Duration percentile95(LongStream tookNanos) {
        long[] sortedNanos = tookNanos.sorted().toArray();
        return sortedNanos.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sortedNanos[(int) Math.ceil(0.95 * sortedNanos.length) - 1]);
    }
}
