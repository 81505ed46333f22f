package hewn.agent;

import hewn.fleet.DeviceId;
import hewn.wire.DeviceStatus;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices an agent of the same name: a broker lets only one of two be connected, so that each would throw the other off for
 * ever. One that comes back, finds that the other one was there meanwhile, and is thrown off again gives way, unless it has
 * been there for long.
 *
 * <p>What was retained before this agent said that it is online may be of a process that is gone. What replaced that while
 * its connection was lost is of one that lived then: it may say that it is offline, for some brokers publish the will of the
 * one that they throw off (MQTT 5, section 3.1.4). But so does one that gave way. Hence the second loss: nobody who is gone
 * causes it. And since that is when one gives way, the other one is connected, and stays.
 */
final class Namesake {
    private static final Logger LOG = LoggerFactory.getLogger(Namesake.class);

    /** Longer than both together take to come back, and one to do so once more. */
    private static final Duration NEW = Duration.ofSeconds(30);

    private final DeviceId device;
    private final String session;
    private final LongSupplier nanoTime;
    private final CompletableFuture<StartException> gaveWay = new CompletableFuture<>();

    // Guarded by this.
    private OptionalLong announcedNanos = OptionalLong.empty();
    private boolean rejoining;
    private boolean met;

    /**
     * An agent that was not announced yet.
     *
     * @param device its name
     * @param session its process
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Namesake(DeviceId device, String session, LongSupplier nanoTime) {
        this.device = device;
        this.session = session;
        this.nanoTime = nanoTime;
    }

    /** The connection was made or lost. */
    synchronized void connected(boolean isConnected) {
        if (isConnected || announcedNanos.isEmpty()) {
            return;
        }
        rejoining = true;
        if (met) {
            met = false;
            meet(Duration.ofNanos(nanoTime.getAsLong() - announcedNanos.getAsLong()));
        }
    }

    /** Something was said of the device. */
    synchronized void hear(DeviceStatus status) {
        boolean isOther = !status.session().equals(session);
        met |= isOther && rejoining;
        if (!isOther && status.online()) {
            announcedNanos = OptionalLong.of(announcedNanos.orElseGet(nanoTime));
            rejoining = false;
        }
    }

    private void meet(Duration age) {
        if (age.compareTo(NEW) < 0) {
            gaveWay.complete(isRunning(device));
        } else {
            LOG.warn("Another agent was started as '{}', and is to end; give each a name of its own", device);
        }
    }

    /** What to tell who can't have its name. */
    static StartException isRunning(DeviceId device) {
        return new StartException("another agent is running as '" + device
                + "' at this site; end it, or give this one a name of its own with --id");
    }

    /** Completes, with what to tell, when this agent is to end for the other one. */
    CompletionStage<StartException> gaveWay() {
        return gaveWay.minimalCompletionStage();
    }
}
