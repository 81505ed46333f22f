package hewn.deployer;

import hewn.deployer.canary.Canary;
import hewn.deployer.canary.Trials;
import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.Knock;
import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.journal.Journal;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.plan.Outlook;
import hewn.deployer.plan.Proposal;
import hewn.deployer.repair.Adoption;
import hewn.deployer.repair.CutOffWatch;
import hewn.deployer.repair.Leftover;
import hewn.deployer.repair.Repair;
import hewn.deployer.review.Moves;
import hewn.deployer.review.PlacementReview;
import hewn.deployer.review.Reviews;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.deployer.rollout.RolloutAttempt;
import hewn.deployer.rollout.RolloutSettings;
import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is wanted, and the generation that serves it. Rollouts run one after another on a thread of its own.
 */
final class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    private final Rollout rollout;
    private final Retirements retirements;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final RolloutSettings settings;
    private final IntSupplier retained;
    private final ExecutorService executor;
    private final DeploymentState state;
    private final Leftover leftover;
    private final Repair repair;
    private final CutOffWatch cutOffWatch;
    private final Adoption adoption;
    private final Reviews reviews;
    private final Moves moves;
    private final Canary canary;
    private final Trials trials;

    /** Generations that were ordered and do not serve yet. Guarded by the state. */
    private final Set<GenerationRecord> waiting = new HashSet<>();

    /**
     * A deployment of which nothing serves yet.
     *
     * @param rollout of what is to serve
     * @param besides rolls out what is to run beside that, on the memory that it leaves
     * @param cutOff what tensors do not get to
     * @param trials of this model and of others
     * @param retained of how many former generations slices are kept
     */
    Deployment(
            DeploymentRequest wanted,
            Rollout rollout,
            Rollout besides,
            Retirements retirements,
            PipelineSwitch pipelines,
            CutOffDevices cutOff,
            Journal journal,
            RolloutSettings settings,
            Generations generations,
            Trials trials,
            IntSupplier retained,
            PlacementReview review,
            Executor planning,
            Knock knock) {
        this.rollout = rollout;
        this.retirements = retirements;
        this.pipelines = pipelines;
        this.journal = journal;
        this.settings = settings;
        this.retained = retained;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rollout-" + wanted.model().name());
            thread.setDaemon(true);
            return thread;
        });
        this.state = new DeploymentState(wanted);
        this.leftover = new Leftover(retirements);
        this.repair = new Repair(
                state,
                leftover,
                retirements,
                pipelines,
                generations,
                settings.patience(),
                executor,
                knock,
                this::replaceAtOnce,
                generation -> rollAgain(generation, Proposal.again(state.places())),
                trials::giveWay);
        this.cutOffWatch = new CutOffWatch(state, pipelines, cutOff, repair);
        this.adoption =
                new Adoption(state, leftover, repair, rollout, pipelines, generations, settings.homecoming(), executor);
        this.canary = new Canary(state, besides, retirements, pipelines, journal, generations, settings.drainLimit());
        this.moves = new Moves(state, generations, executor, this::isAtRest, new Moving());
        this.reviews = new Reviews(state, review, planning, moves::begin);
        this.trials = trials;
    }

    /** What is tried beside what serves. */
    Canary canary() {
        return canary;
    }

    /** Whether requests are answered, so that something can be tried beside it. */
    boolean isServing() {
        return state.isServing();
    }

    /** What is tried serves from now on, in one step: its slices are loaded already. Empty if nothing is tried. */
    Optional<GenerationRecord> promote() throws IOException, InterruptedException {
        Optional<Canary.Running> tried;
        synchronized (state) {
            tried = canary.running();
            if (tried.isPresent()) {
                switchTo(tried.get().request(), tried.get().active());
                canary.promoted();
            }
        }
        tried.ifPresent(promoted -> reviews.served(Optional.empty()));
        return tried.map(Canary.Running::generation);
    }

    /** Someone wants this, now. */
    void order(DeploymentRequest request, GenerationRecord generation, Proposal proposal) {
        synchronized (state) {
            if (!state.isClosed()) {
                waiting.add(generation);
                executor.execute(() -> roll(request, generation, proposal));
                return;
            }
        }
        generation.enter(GenerationState.FAILED, RolloutAttempt.cancelled());
    }

    /** The number of a generation that was ordered and neither serves yet nor failed, if there is one. */
    OptionalLong ordered() {
        synchronized (state) {
            return waiting.stream().mapToLong(GenerationRecord::number).max();
        }
    }

    /**
     * It served when this began: if it still does it is left alone, else it is brought back.
     *
     * @return completes when clients are told that it is served, or will be
     */
    CompletableFuture<Void> resume(JournalEntry entry) {
        return adoption.resume(entry);
    }

    /** A device is online, perhaps as a new process that holds nothing of what it had loaded. */
    void deviceOnline(DeviceId device, boolean newSession) {
        synchronized (state) {
            canary.deviceOnline(device, newSession);
            repair.present(device);
            if (!adoption.heardOf(device) && !repair.deviceOnline(device, newSession)) {
                prepareStandIns();
            }
        }
    }

    /** A device is gone. */
    void deviceOffline(DeviceId device) {
        synchronized (state) {
            canary.deviceOffline(device);
            adoption.lost(device);
            repair.deviceOffline(device);
        }
    }

    /** A device is dead: it is not waited for if another one stands by. */
    private void replaceAtOnce() {
        if (rollout.isReplaceable(state.wanted(), state.places())) {
            repair.expedite();
            tick();
        }
    }

    /** Called several times a second. */
    void tick() {
        cutOffWatch.tick();
        synchronized (state) {
            if (!state.isClosed() && repair.isDue()) {
                moves.giveWay(); // whose thread it takes
                repair.giveUp(adoption.takeUnseen());
                repair.begin();
            }
            canary.tick();
        }
        if (!isAtRest()) {
            moves.giveWay();
        } else if (!moves.isUnderWay()) {
            reviews.tick();
        }
    }

    /** While a canary is tried, what it is compared with stays where it is. */
    private boolean isAtRest() {
        synchronized (state) {
            return !state.isClosed() && waiting.isEmpty() && !repair.isWanted() && !canary.isPresent();
        }
    }

    private void roll(DeploymentRequest request, GenerationRecord generation, Proposal proposal) {
        attempt(request, generation, proposal, false);
    }

    /**
     * What the gateway does by itself, for what is wanted now: it comes to nothing if something else is by then, such as a
     * canary that was promoted.
     */
    private void rollAgain(GenerationRecord generation, Proposal proposal) {
        attempt(state.wanted(), generation, proposal, true);
    }

    private void attempt(
            DeploymentRequest request, GenerationRecord generation, Proposal proposal, boolean onlyIfStillWanted) {
        RolloutAttempt.of(
                generation,
                () -> {
                    Outlook begun = reviews.outlook(request);
                    Pipeline pipeline = rollout.run(generation, request, proposal);
                    Outlook now = begun.withHops(reviews.outlook(request)); // which a new order waits for
                    synchronized (state) {
                        if (onlyIfStillWanted) {
                            requireWanted(request);
                        }
                        if (Thread.interrupted()) {
                            throw new InterruptedException("something else is to be done first");
                        }
                        switchTo(request, new Active(generation, pipeline));
                    }
                    boolean isOrdered = !onlyIfStillWanted;
                    reviews.served(proposal.plannedBy()
                            .or(() -> isOrdered || isPlanned(generation) ? Optional.of(now) : Optional.empty()));
                },
                failure -> fail(generation, onlyIfStillWanted ? failure : trials.explain(generation, failure)));
    }

    /** Else it took its former places, and no strategy was asked. */
    private static boolean isPlanned(GenerationRecord generation) {
        return !generation.status().attempts().isEmpty();
    }

    /** What nobody ordered, seen through by this deployment. */
    private final class Moving implements Moves.Roll {
        @Override
        public boolean gains(Proposal proposal) {
            return reviews.stillGains(proposal);
        }

        @Override
        public void run(GenerationRecord generation, Active from, Proposal proposal) {
            rollAgain(generation, proposal);
            reviews.moved(generation.status(), from, proposal);
        }
    }

    private void requireWanted(DeploymentRequest request) throws RolloutException {
        if (state.wanted() != request) {
            throw new RolloutException(FailureCode.CANCELLED, "something else serves by now", "nothing is to be done");
        }
    }

    private void switchTo(DeploymentRequest request, Active next) throws IOException, InterruptedException {
        Optional<Active> former;
        synchronized (state) {
            if (state.isClosed()) {
                throw new InterruptedException("closed");
            }
            journal.put(next.entry(request), retained.getAsInt());
            waiting.remove(next.generation());
            former = state.active();
            state.switchTo(request, next, next.places());
            adoption.takeUnseen();
            repair.served();
            pipelines.serve(next.pipeline());
            next.generation().enter(GenerationState.SERVING, "serving on " + next.route());
            repair.missLost();
        }
        leftover.unload();
        leftover.takeRestored().ifPresent(late -> late.enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
        former.ifPresent(this::retire);
        prepareStandIns();
    }

    /** Whatever stands by has at hand what it would need. */
    private void prepareStandIns() {
        synchronized (state) {
            if (!state.isClosed()) {
                state.active()
                        .map(Active::pipeline)
                        .ifPresent(pipeline -> executor.execute(
                                () -> rollout.prepareStandIns(pipeline, state.wanted(), state.places())));
            }
        }
    }

    /** Nobody waits for it: what is wanted next does not depend on it. */
    private CompletableFuture<Void> retire(Active former) {
        GenerationRecord generation = former.generation();
        generation.enter(GenerationState.DRAINING, "finishing the requests that are under way");
        state.leave(former);
        return retirements
                .retire(generation.number(), former.devices(), settings.drainLimit())
                .thenRun(() -> state.left(former))
                .thenRun(() -> generation.retire("its slices are unloaded"));
    }

    private void fail(GenerationRecord generation, Failure failure) {
        Set<DeviceId> devices =
                generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
        retirements.retire(generation.number(), devices, Duration.ZERO).join();
        synchronized (state) {
            waiting.remove(generation);
        }
        generation.enter(GenerationState.FAILED, moves.said(failure));
    }

    /**
     * Nobody wants it any more, which is written down before anything of it ends.
     *
     * @return false if it was closed before
     * @throws IOException if that can't be written; then it goes on
     */
    boolean end() throws IOException {
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
    CompletableFuture<Void> retireAll() {
        synchronized (state) {
            pipelines.expectNoMore(state.wanted().model().name());
            rollout.forget(state.wanted().model().name());
            canary.end("its model is undeployed");
            CompletableFuture<Void> retired =
                    state.end().map(this::retire).orElse(CompletableFuture.completedFuture(null));
            leftover.unload();
            leftover.takeRestored().ifPresent(waiting::add);
            waiting.stream()
                    .filter(generation -> generation.status().state() == GenerationState.PLANNED)
                    .forEach(generation -> generation.enter(GenerationState.FAILED, RolloutAttempt.cancelled()));
            waiting.clear();
            return retired;
        }
    }

    /** It begins nothing more; what is loaded stays loaded. */
    void close() {
        synchronized (state) {
            state.close();
            repair.cancel();
        }
        canary.close();
        executor.shutdownNow();
    }
}
