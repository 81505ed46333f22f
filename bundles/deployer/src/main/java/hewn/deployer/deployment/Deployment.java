package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.Repairs;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.GenerationState;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A model that is wanted, and the generation that serves it. Rollouts run one after another on a thread of its own.
 */
public final class Deployment {
    private final long since;
    private final SharedParts shared;
    private final DeploymentState state;
    private final RolloutQueue queue;
    private final OrderBook orders;
    private final Repairs repairs;
    private final Adoption adoption;
    private final Succession succession;
    private final Canary canary;
    private final StandBy standBy;
    private final Caretaker caretaker;

    /**
     * The deployment that these parts join to.
     *
     * @param since the number of the first generation that is wanted
     * @param queue of its rollouts
     */
    Deployment(
            long since,
            SharedParts shared,
            DeploymentState state,
            RolloutQueue queue,
            OrderBook orders,
            Repairs repairs,
            Adoption adoption,
            Succession succession,
            Canary canary,
            StandBy standBy,
            Caretaker caretaker) {
        this.since = since;
        this.shared = shared;
        this.state = state;
        this.queue = queue;
        this.orders = orders;
        this.repairs = repairs;
        this.adoption = adoption;
        this.succession = succession;
        this.canary = canary;
        this.standBy = standBy;
        this.caretaker = caretaker;
    }

    /**
     * Since when it is wanted.
     *
     * @return the number of its first generation
     */
    public long since() {
        return since;
    }

    /**
     * What is ordered of it.
     *
     * @return always the same
     */
    public OrderBook orders() {
        return orders;
    }

    /**
     * What is tried beside what serves.
     *
     * @return always the same
     */
    public Canary canary() {
        return canary;
    }

    /**
     * Whether requests are answered, so that something can be tried beside it.
     *
     * @return true if something serves
     */
    public boolean isServing() {
        return state.isServing();
    }

    /**
     * It served when this began: if it still does it is left alone, else it is brought back.
     *
     * @param entry what the journal says of it
     * @return completes when clients are told that it is served, or will be
     */
    public CompletableFuture<Void> resume(JournalEntry entry) {
        state.ordered(entry.generation());
        return adoption.resume(entry);
    }

    /**
     * A device is online, perhaps as a new process that holds nothing of what it had loaded.
     *
     * @param device which one
     * @param newSession whether it is a new process
     */
    public void deviceOnline(DeviceId device, boolean newSession) {
        synchronized (state) {
            canary.deviceOnline(device, newSession);
            repairs.watch().present(device);
            if (!adoption.heardOf(device) && !repairs.watch().deviceOnline(device, newSession)) {
                queue.first(standBy);
            }
        }
    }

    /**
     * A device is gone; if it was stopped in order, only another process of it can come.
     *
     * @param device which one
     * @param stopped whether it was stopped in order
     */
    public void deviceOffline(DeviceId device, boolean stopped) {
        synchronized (state) {
            canary.deviceOffline(device);
            adoption.lost(device);
            repairs.watch().deviceOffline(device, stopped);
        }
    }

    /** Called several times a second. */
    public void tick() {
        caretaker.tick();
    }

    /**
     * Nobody wants it any more, which is written down before anything of it ends.
     *
     * @return false if it was closed before
     * @throws IOException if that can't be written; then it goes on
     */
    public boolean end() throws IOException {
        synchronized (state) {
            if (state.isClosed()) {
                return false;
            }
            shared.records().journal().remove(state.wanted().model().name());
            close(); // from here on it writes nothing to the journal
            return true;
        }
    }

    /**
     * It serves nobody any more: to be called when it was ended.
     *
     * @return completes when what served is retired
     */
    public CompletableFuture<Void> retireAll() {
        synchronized (state) {
            String model = state.wanted().model().name();
            shared.pipelines().expectNoMore(model);
            shared.rollouts().stable().forget(model);
            canary.end("its model is undeployed");
            CompletableFuture<Void> retired =
                    state.end().map(succession::retire).orElse(CompletableFuture.completedFuture(null));
            repairs.leftover().unload();
            repairs.leftover()
                    .takeRestored()
                    .filter(restored -> restored.status().state() == GenerationState.PLANNED)
                    .ifPresent(restored -> restored.enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
            queue.cancelOrders();
            return retired;
        }
    }

    /** It begins nothing more; what is loaded stays loaded. */
    public void close() {
        synchronized (state) {
            state.close();
            repairs.schedule().cancel();
        }
        canary.close();
        queue.close();
        adoption.close();
    }
}
