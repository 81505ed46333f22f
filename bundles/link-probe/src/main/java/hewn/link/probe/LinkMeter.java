package hewn.link.probe;

import hewn.wire.LinkProbe;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Measures one link: the median of a few round trips, then bursts in either direction, each four times as long as the
 * one before, until one took long enough for its time to mean something. Each burst is sent twice, and the better time
 * counts: a busy host makes a link look slow, but never fast.
 */
final class LinkMeter {
    private static final int ROUND_TRIPS = 5;
    private static final int FIRST_BURST = 16 << 10;
    private static final int GROWTH = 4;
    private static final long LONG_ENOUGH_NANOS = 20_000_000;

    /** What a burst takes beyond a round trip can be too little to tell; then it took at least this part of the whole. */
    private static final double LEAST_PART = 0.1;

    private final LinkProbe probe;

    LinkMeter(LinkProbe probe) {
        this.probe = probe;
    }

    CompletionStage<LinkSample> measure() {
        return roundTrips(0, new long[ROUND_TRIPS])
                .thenCompose(roundTrip -> burst(true, FIRST_BURST, roundTrip)
                        .thenCompose(up -> burst(false, FIRST_BURST, roundTrip)
                                .thenApply(down -> new LinkSample(roundTrip, up, down))));
    }

    private CompletionStage<Long> roundTrips(int done, long[] nanos) {
        if (done == nanos.length) {
            Arrays.sort(nanos);
            return CompletableFuture.completedFuture(Math.max(1, nanos[nanos.length / 2]));
        }
        return probe.exchange(LinkProbe.LEAST_SENT, 0).thenCompose(took -> {
            nanos[done] = took.toNanos();
            return roundTrips(done + 1, nanos);
        });
    }

    private CompletionStage<Double> burst(boolean up, int bytes, long roundTripNanos) {
        return twice(up, bytes).thenCompose(took -> {
            double flowing = Math.max(took.toNanos() - roundTripNanos, LEAST_PART * took.toNanos());
            boolean enough = flowing >= LONG_ENOUGH_NANOS || bytes * GROWTH > LinkProbe.MOST;
            return enough
                    ? CompletableFuture.completedFuture(bytes / Math.max(1, flowing) * 1e9)
                    : burst(up, bytes * GROWTH, roundTripNanos);
        });
    }

    private CompletionStage<Duration> twice(boolean up, int bytes) {
        return once(up, bytes)
                .thenCompose(
                        first -> once(up, bytes).thenApply(second -> first.compareTo(second) < 0 ? first : second));
    }

    private CompletionStage<Duration> once(boolean up, int bytes) {
        return up ? probe.exchange(bytes, 0) : probe.exchange(LinkProbe.LEAST_SENT, bytes);
    }
}
