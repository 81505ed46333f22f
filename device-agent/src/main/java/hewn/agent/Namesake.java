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
 * ever. The one that came last gives way.
 *
 * <p>What was retained before this agent said that it is online may be of a process that is gone. What replaced that while
 * its connection was lost is of one that lives.
 */
final class Namesake {
    private static final Logger LOG = LoggerFactory.getLogger(Namesake.class);

    /** Longer than the one that was there takes to come back. */
    private static final Duration NEW = Duration.ofSeconds(30);

    private final DeviceId device;
    private final String session;
    private final LongSupplier nanoTime;
    private final CompletableFuture<StartException> gaveWay = new CompletableFuture<>();

    // Guarded by this.
    private OptionalLong announcedNanos = OptionalLong.empty();
    private boolean rejoining;

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
        rejoining |= !isConnected && announcedNanos.isPresent();
    }

    /** Something was said of the device. */
    synchronized void hear(DeviceStatus status) {
        if (!status.online()) {
            return;
        }
        if (status.session().equals(session)) {
            announcedNanos = OptionalLong.of(announcedNanos.orElseGet(nanoTime));
            rejoining = false;
        } else if (rejoining) {
            meet(Duration.ofNanos(nanoTime.getAsLong() - announcedNanos.getAsLong()));
        }
    }

    private void meet(Duration age) {
        if (age.compareTo(NEW) < 0) {
            gaveWay.complete(new StartException("another agent is running as '" + device
                    + "' at this site; end it, or give this one a name of its own with --id"));
        } else {
            LOG.warn("Another agent was started as '{}'; give each a name of its own", device);
        }
    }

    /** Completes, with what to tell, when this agent is to end for the other one. */
    CompletionStage<StartException> gaveWay() {
        return gaveWay.minimalCompletionStage();
    }
}
