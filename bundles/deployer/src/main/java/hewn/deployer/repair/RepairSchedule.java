package hewn.deployer.repair;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.queue.Turn;
import hewn.fleet.DeviceId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** When a deployment is repaired, and what that interrupts. */
public final class RepairSchedule {
    private final DeploymentState state;
    private final RepairTimer timer;
    private final RolloutQueue queue;
    private final Turn repair;

    /** Devices for whose coming an order gave way since something served; it does so once for each. Guarded by the state. */
    private final Set<DeviceId> tried = new HashSet<>();

    /**
     * The schedule of one deployment.
     *
     * @param timer tells when the next repair is due
     * @param repair what is done then
     */
    RepairSchedule(DeploymentState state, RepairTimer timer, RolloutQueue queue, Turn repair) {
        this.state = state;
        this.timer = timer;
        this.queue = queue;
        this.repair = repair;
    }

    void atOnce() {
        after(Duration.ZERO);
    }

    void after(Duration delay) {
        timer.after(delay);
    }

    /** A device of what serves is gone; one that was stopped in order is replaced at once. */
    void lost(boolean stopped) {
        if (stopped) {
            timer.stopped();
        } else {
            timer.lost();
        }
    }

    /** Gives devices of which nothing was heard yet a moment. */
    void bePatient() {
        timer.lost();
    }

    /** There may be a new chance for what could not be repaired; one that comes and goes interrupts an order but once. */
    void hurry(DeviceId device) {
        synchronized (state) {
            if (tried.contains(device)) {
                timer.retryNow();
            } else if (timer.hurry() || queue.urge(repair)) {
                tried.add(device);
            }
        }
    }

    /** A repair that is wanted need not wait any longer. */
    public void expedite() {
        timer.expedite();
    }

    /**
     * Whether it is time for a repair.
     *
     * @return true if one is wanted and has waited long enough; it is not told again
     */
    public boolean isDue() {
        return timer.isDue();
    }

    boolean isSet() {
        return timer.isSet();
    }

    /** The time has come. A repair that is only tried again interrupts nothing. */
    public void begin() {
        if (timer.isRetry()) {
            queue.next(repair);
        } else {
            queue.first(repair);
        }
    }

    /** Something serves with all that it needs. */
    void served() {
        synchronized (state) {
            tried.clear();
            timer.cancel();
        }
    }

    /** Nothing is to be repaired. */
    public void cancel() {
        timer.cancel();
    }
}
