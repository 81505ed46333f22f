package hewn.dispatcher;

import hewn.pipeline.CanaryComparison.Recent;
import hewn.pipeline.CanaryTerms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

    /** One that ended. */
    private record Ended(long atNanos, long tookNanos, boolean answered) {}

    private final Deque<Ended> kept = new ArrayDeque<>();

    synchronized void answered(Execution execution) {
        keep(execution, true);
    }

    synchronized void failed(Execution execution) {
        keep(execution, false);
    }

    private void keep(Execution execution, boolean answered) {
        kept.addLast(new Ended(System.nanoTime(), execution.age().toNanos(), answered));
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

    /** The last ones, with some that have not ended but took long already. */
    synchronized Recent last(Collection<Duration> underWay) {
        return recent(tail(MOST), underWay);
    }

    /** Those since a moment of {@link System#nanoTime}, or a few more if they are few. */
    synchronized Recent since(long nanos) {
        long there = kept.stream().filter(one -> one.atNanos() - nanos >= 0).count();
        return recent(tail((int) Math.max(there, FEWEST)), List.of());
    }

    private List<Ended> tail(int most) {
        return kept.stream().skip(Math.max(0, kept.size() - most)).toList();
    }

    private static Recent recent(List<Ended> ended, Collection<Duration> underWay) {
        List<Ended> answers = ended.stream().filter(Ended::answered).toList();
        LongStream tookNanos = Stream.concat(
                        answers.stream().map(Ended::tookNanos),
                        underWay.stream().map(Duration::toNanos))
                .mapToLong(Long::longValue);
        return new Recent(
                ended.size() + underWay.size(),
                ended.size() - answers.size(),
                percentile95(tookNanos.sorted().toArray()));
    }

    private static Duration percentile95(long[] sortedNanos) {
        return sortedNanos.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sortedNanos[(int) Math.ceil(0.95 * sortedNanos.length) - 1]);
    }
}
