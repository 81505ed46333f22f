package hewn.agent.stages;

import hewn.wire.DeviceCommand.LoadStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slices that served until a moment ago, still in memory: a repair, a rollback or a gateway that was started again wants
 * most of them back, as stages of another generation. They count as loaded, but go when the memory is needed. Safe for
 * use by several threads.
 */
public final class KeptSlices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSlices.class);

    private final ScheduledExecutorService timer;
    private final Duration howLong;
    private final List<LoadedStage.Parts> kept = new ArrayList<>();
    private boolean closed;

    /**
     * None yet.
     *
     * @param timer closes those whose time is over
     * @param howLong to keep each; zero to keep none
     */
    public KeptSlices(ScheduledExecutorService timer, Duration howLong) {
        this.timer = timer;
        this.howLong = howLong;
    }

    /** Keeps a slice for a while, or closes it at once. */
    void keep(LoadedStage.Parts slice) {
        if (!add(slice)) {
            slice.close();
        }
    }

    /** What is to close it waits for this, and so finds it. */
    private synchronized boolean add(LoadedStage.Parts slice) {
        boolean added = !closed && !howLong.isZero() && closeLater(slice);
        if (added) {
            kept.add(slice);
        }
        return added;
    }

    private boolean closeLater(LoadedStage.Parts slice) {
        try {
            timer.schedule(() -> closeIfKept(slice), howLong.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException stopping) {
            LOG.trace("{} is not kept, for the agent stops", slice.key(), stopping);
            return false;
        }
    }

    private void closeIfKept(LoadedStage.Parts slice) {
        if (remove(slice)) {
            slice.close();
        }
    }

    private synchronized boolean remove(LoadedStage.Parts slice) {
        return kept.removeIf(other -> other == slice); // equal ones are others
    }

    /** A slice to load, if it is kept; it belongs to the caller from then on. */
    synchronized Optional<LoadedStage.Parts> take(LoadStage command) {
        Optional<LoadedStage.Parts> fitting =
                kept.stream().filter(slice -> slice.isLoadedAs(command)).findFirst();
        fitting.ifPresent(this::remove);
        return fitting;
    }

    /** Frees the memory of all; false if there was none. */
    boolean release() {
        List<LoadedStage.Parts> all;
        synchronized (this) {
            all = List.copyOf(kept);
            kept.clear();
        }
        all.forEach(LoadedStage.Parts::close);
        return !all.isEmpty();
    }

    /** Frees all, and keeps none from now on. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        release();
    }
}
