package hewn.agent;

import hewn.wire.DeviceStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices an agent of the same name: a broker lets only one of two be connected, so that each would throw the other off for
 * ever. One that comes back, finds that the other one was there meanwhile, and is thrown off again gives way, if it is new. Of
 * two that have both been there for long the one gives way whose session has the greater name, once it was thrown off so
 * several times.
 *
 * <p>What was retained before this agent said that it is online may be of a process that is gone. What replaced that while
 * its connection was lost is of one that lived then: it may say that it is offline, for some brokers publish the will of the
 * one that they throw off (MQTT 5, section 3.1.4). But so does one that gave way. Hence the second loss: nobody who is gone
 * causes it. And since that is when one gives way, the other one is connected, and stays. One that says that it was stopped
 * is gone for certain.
 *
 * <p>One that was away for long, and finds another one in its place, is as one that was just started: the other one has
 * served meanwhile.
 */
final class Namesake {
    private static final Logger LOG = LoggerFactory.getLogger(Namesake.class);

    /** Longer than both together take to come back, and one to do so once more. */
    private static final Duration NEW = Duration.ofSeconds(30);

    /** After which one of two that are not new gives way, and within what time: each takes its turn within seconds. */
    private static final int MOST_MEETINGS = 3;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final DeviceName name;
    private final String session;
    private final LongSupplier nanoTime;
    private final CompletableFuture<StartException> gaveWay = new CompletableFuture<>();

    // Guarded by this.
    private final Deque<Long> meetingsNanos = new ArrayDeque<>();
    private OptionalLong announcedNanos = OptionalLong.empty();
    private OptionalLong awaySinceNanos = OptionalLong.empty();
    private Optional<String> met = Optional.empty();
    private Optional<String> stopped = Optional.empty();

    /**
     * An agent that was not announced yet.
     *
     * @param name what it is called
     * @param session its process
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Namesake(DeviceName name, String session, LongSupplier nanoTime) {
        this.name = name;
        this.session = session;
        this.nanoTime = nanoTime;
    }

    /** The connection was made or lost. */
    synchronized void connected(boolean isConnected) {
        if (isConnected || announcedNanos.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        awaySinceNanos = OptionalLong.of(awaySinceNanos.orElse(now));
        met.ifPresent(other -> thrownOffBy(other, now));
        met = Optional.empty();
    }

    /** Something was said of the device. */
    synchronized void hear(DeviceStatus status) {
        if (!status.session().equals(session)) {
            hearOfOther(status);
        } else if (status.online()) {
            isBack(nanoTime.getAsLong());
        }
    }

    private void hearOfOther(DeviceStatus status) {
        if (status.stopped()) {
            stopped = Optional.of(status.session());
            met = met.filter(other -> !other.equals(status.session()));
        } else if (awaySinceNanos.isPresent()
                && stopped.filter(status.session()::equals).isEmpty()) {
            met = Optional.of(status.session());
        }
    }

    private void isBack(long now) {
        boolean wasReplaced = met.isPresent() && isLong(awaySinceNanos, now);
        announcedNanos = OptionalLong.of(wasReplaced ? now : announcedNanos.orElse(now));
        awaySinceNanos = OptionalLong.empty();
    }

    private static boolean isLong(OptionalLong sinceNanos, long now) {
        return sinceNanos.isPresent() && now - sinceNanos.getAsLong() >= NEW.toNanos();
    }

    private void thrownOffBy(String other, long now) {
        meetingsNanos.addLast(now);
        meetingsNanos.removeIf(before -> now - before > WINDOW.toNanos());
        boolean isOutlasted = meetingsNanos.size() >= MOST_MEETINGS && session.compareTo(other) > 0;
        if (isOutlasted || !isLong(announcedNanos, now)) {
            gaveWay.complete(name.isTaken());
        } else {
            LOG.warn("Another agent runs as '{}', and one of both is to end; give each a name of its own", name.id());
        }
    }

    /** Completes, with what to tell, when this agent is to end for the other one. */
    CompletionStage<StartException> gaveWay() {
        return gaveWay.minimalCompletionStage();
    }
}
