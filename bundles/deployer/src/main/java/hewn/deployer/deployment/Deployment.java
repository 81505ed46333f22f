package hewn.deployer.deployment;

import hewn.deployer.canary.Canary;
import hewn.deployer.canary.RunningCanary;
import hewn.deployer.canary.Trials;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.plan.Placer;
import hewn.deployer.plan.Proposal;
import hewn.deployer.queue.OrderTurn;
import hewn.deployer.queue.RolloutQueue;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.Mending;
import hewn.deployer.repair.Repairs;
import hewn.deployer.review.Moves;
import hewn.deployer.review.Reviews;
import hewn.deployer.rollout.FormerGenerations;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.Deployments.Order;
import hewn.pipeline.GenerationState;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A model that is wanted, and the generation that serves it. Rollouts run one after another on a thread of its own.
 */
public final class Deployment {
    private final Placer placer;
    private final Rollout rollout;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final DeploymentState state;
    private final RolloutQueue queue;
    private final Repairs repairs;
    private final Adoption adoption;
    private final Succession succession;
    private final Reviews reviews;
    private final Moves moves;
    private final Canary canary;
    private final StandBy standBy;
    private final Attempts attempts;

    /**
     * A deployment of which nothing serves yet.
     *
     * @param trials of this model and of others
     */
    Deployment(DeploymentRequest wanted, SharedParts shared, Trials trials) {
        Retirements retirements = shared.rollouts().retirements();
        Generations generations = shared.records().generations();
        this.placer = shared.plans().placer();
        this.rollout = shared.rollouts().stable();
        this.pipelines = shared.pipelines();
        this.journal = shared.records().journal();
        this.state = new DeploymentState(wanted);
        this.queue = new RolloutQueue(state);
        this.repairs =
                Repairs.of(state, queue, pipelines, generations, retirements, shared.repairs(), new OwnMending(trials));
        this.adoption = new Adoption(
                state,
                repairs,
                shared.plans().models(),
                rollout,
                pipelines,
                generations,
                shared.settings().homecoming(),
                queue);
        FormerGenerations formers =
                new FormerGenerations(state, retirements, shared.settings().drainLimit());
        this.succession = new Succession(state, retirements, formers, pipelines, shared.records(), repairs, adoption);
        this.canary =
                new Canary(state, shared.rollouts().besides(), retirements, formers, pipelines, journal, generations);
        this.moves = new Moves(state, generations, queue, this::isAtRest, new Moving());
        this.reviews =
                new Reviews(state, shared.plans().review(), shared.plans().reviewing(), moves::begin);
        this.standBy = new StandBy(state, placer, shared.rollouts().shipping(), queue);
        this.attempts = new Attempts(state, queue, rollout, repairs.watch(), reviews, succession, trials, standBy);
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
     * What is tried serves from now on, in one step: its slices are loaded already.
     *
     * @return its generation; empty if nothing is tried
     * @throws IOException if that can't be written down
     * @throws InterruptedException if the deployment is closed
     */
    public Optional<GenerationRecord> promote() throws IOException, InterruptedException {
        Optional<RunningCanary> tried;
        synchronized (state) {
            tried = canary.running();
            if (tried.isPresent()) {
                succession.switchTo(tried.get().request(), tried.get().active());
                state.ordered(tried.get().generation().number());
                canary.promoted();
            }
        }
        tried.ifPresent(promoted -> attempts.served(Optional.empty()));
        return tried.map(RunningCanary::generation);
    }

    /**
     * Someone wants this, now; what was ordered before and still waits is not wanted any more.
     *
     * @param request what is wanted
     * @param generation that was begun for it
     * @param proposal where it is to run
     */
    public void order(DeploymentRequest request, GenerationRecord generation, Proposal proposal) {
        queue.order(new OrderTurn(generation, order -> attempts.order(order, request, proposal)));
    }

    /**
     * The last that was ordered and neither serves yet nor failed.
     *
     * @return the number of its generation; empty if there is none
     */
    public OptionalLong ordered() {
        return queue.ordered().stream()
                .mapToLong(order -> order.generation().number())
                .max();
    }

    /**
     * The last order that stands: one that is on its way, else the one by which it serves.
     *
     * @return it; empty if it never served and nothing is on its way
     */
    public Optional<Order> lastOrder() {
        synchronized (state) {
            return queue.ordered().stream()
                    .reduce((former, last) -> last)
                    .map(OrderTurn::generation)
                    .map(begun -> new Order(begun.number(), begun.status().model()))
                    .or(state::order);
        }
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
     * A device holds nothing any more, for its process ended in order or is a new one. To be called before those who wait
     * for replies of the former one are told.
     *
     * @param device which one
     */
    public void deviceEmptied(DeviceId device) {
        queue.ordered().forEach(order -> order.emptied(device));
    }

    /**
     * Whether an order that is on its way was to run on a device.
     *
     * @param device which one
     * @return by its last plan
     */
    public boolean isOrderedOn(DeviceId device) {
        return queue.ordered().stream().anyMatch(order -> order.devices().contains(device));
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

    /** A device is dead: it is not waited for if another one stands by. */
    private void replaceAtOnce() {
        if (placer.isReplaceable(state.wanted(), state.places())) {
            repairs.schedule().expedite();
            repairIfDue();
        }
    }

    /** Called several times a second. */
    public void tick() {
        repairs.cutOff().tick();
        synchronized (state) {
            repairIfDue();
            canary.tick();
        }
        if (!isAtRest()) {
            moves.giveWay();
        } else if (!moves.isUnderWay()) {
            reviews.tick();
        }
    }

    private void repairIfDue() {
        synchronized (state) {
            if (!state.isClosed() && repairs.schedule().isDue()) {
                repairs.watch().giveUp(adoption.takeUnseen());
                repairs.schedule().begin();
            }
        }
    }

    /** While a canary is tried, what it is compared with stays where it is. */
    private boolean isAtRest() {
        synchronized (state) {
            return !state.isClosed()
                    && queue.ordered().isEmpty()
                    && !repairs.watch().isRepairWanted()
                    && !canary.isPresent();
        }
    }

    /** What is repaired, seen through by this deployment. */
    private final class OwnMending implements Mending {
        private final Trials trials;

        OwnMending(Trials trials) {
            this.trials = trials;
        }

        @Override
        public void replaceAtOnce() {
            Deployment.this.replaceAtOnce();
        }

        @Override
        public void bringBack(GenerationRecord generation) {
            attempts.again(generation, Proposal.again(state.places()), failure -> failure);
        }

        @Override
        public boolean makeRoom(GenerationRecord failed) {
            return trials.giveWay(failed);
        }
    }

    /** What nobody ordered, seen through by this deployment. */
    private final class Moving implements Moves.Roll {
        @Override
        public boolean gains(Proposal proposal) {
            return reviews.stillGains(proposal);
        }

        @Override
        public void run(GenerationRecord generation, Active from, Proposal proposal) {
            attempts.again(generation, proposal, moves::said);
            reviews.moved(generation.status(), from, proposal);
        }
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
            journal.remove(state.wanted().model().name());
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
            pipelines.expectNoMore(state.wanted().model().name());
            rollout.forget(state.wanted().model().name());
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
