package hewn.deployer.canary;

import static java.util.Collections.disjoint;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.FailureCode;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.CanaryEntry;
import hewn.deployer.journal.Journal;
import hewn.deployer.rollout.FormerGenerations;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.fleet.DeviceId;
import hewn.inference.ModelId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is tried beside the generation that serves a deployment, and is watched over while it is.
 */
public final class Canary {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

    private final DeploymentState state;
    private final CanaryRollouts rollouts;
    private final Retirements retirements;
    private final CanaryRetirements ending;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final Generations generations;

    // Guarded by the state.
    private final CanaryDevices devices = new CanaryDevices();
    private Optional<RunningCanary> running = Optional.empty();

    /**
     * The canary of one deployment.
     *
     * @param state of the deployment
     * @param rollout finds places on what memory is left
     * @param retirements take down what never served, or was left on devices
     * @param formers take down what was tried
     * @param pipelines gives it its share of the requests
     * @param journal remembers it
     * @param generations begins generations
     */
    public Canary(
            DeploymentState state,
            Rollout rollout,
            Retirements retirements,
            FormerGenerations formers,
            PipelineSwitch pipelines,
            Journal journal,
            Generations generations) {
        this.state = state;
        this.rollouts = new CanaryRollouts(state, rollout, retirements, generations, this::begin);
        this.retirements = retirements;
        this.ending = new CanaryRetirements(formers);
        this.pipelines = pipelines;
        this.journal = journal;
        this.generations = generations;
    }

    /**
     * Someone wants it tried, now; if it is tried already, on other terms.
     *
     * @param request what is wanted
     * @param terms how much it gets, and when it ends
     * @return the generation that is tried, or will be
     */
    public GenerationRecord order(DeploymentRequest request, CanaryTerms terms) {
        synchronized (state) {
            Optional<RunningCanary> same = running.filter(now -> now.request().equals(request));
            if (same.isPresent() && !state.isClosed()) {
                change(new RunningCanary(request, terms, same.get().active()));
                return same.get().generation();
            }
            return rollouts.order(request, terms);
        }
    }

    private void change(RunningCanary next) {
        try {
            journal.putCanary(next.entry());
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
        serve(next);
        next.generation().progress(next.progress());
    }

    private void serve(RunningCanary next) {
        running = Optional.of(next);
        pipelines.serveCanary(next.active().pipeline(), next.terms().share());
    }

    /** It is verified. */
    private void begin(RunningCanary next) throws IOException {
        synchronized (state) {
            journal.putCanary(next.entry());
            Optional<RunningCanary> former = running;
            serve(next);
            next.generation().enter(GenerationState.SERVING, next.progress());
            former.ifPresent(replaced -> ending.end(replaced, "replaced by another canary"));
            devices.offline().forEach(device -> endIfUsed(device, "is offline"));
        }
    }

    /**
     * It served when this began: if it still gets requests it goes on, else it is dropped.
     *
     * @param entry what the journal says of it
     */
    public void resume(CanaryEntry entry) {
        synchronized (state) {
            ModelId model = entry.deployed().toRequest().model();
            GenerationRecord generation = generations.existing(entry.generation(), model);
            Optional<Pipeline> alive =
                    pipelines.canary(entry.model()).filter(pipeline -> pipeline.generation() == entry.generation());
            if (alive.isPresent()) {
                adopt(entry, generation, alive.get());
            } else {
                drop(entry, generation);
            }
        }
    }

    /** What its devices lost meanwhile shows in how it fares. */
    private void adopt(CanaryEntry entry, GenerationRecord generation, Pipeline pipeline) {
        RunningCanary adopted =
                new RunningCanary(entry.deployed().toRequest(), entry.terms(), new Active(generation, pipeline));
        generation.cut(pipeline.stages());
        running = Optional.of(adopted);
        devices.await(adopted);
        generation.enter(GenerationState.SERVING, adopted.progress());
    }

    private void drop(CanaryEntry entry, GenerationRecord generation) {
        forget(entry.model());
        devices.leave(entry);
        generation.enter(
                GenerationState.RETIRED,
                FailureCode.CANARY_ENDED.failure(
                        "the gateway was restarted while it was tried",
                        "order it again with 'hewn deploy --canary' if it is wanted"));
    }

    /**
     * A device is there, perhaps as a new process that holds nothing of what it had loaded.
     *
     * @param device which one
     * @param newSession whether it is a new process
     */
    public void deviceOnline(DeviceId device, boolean newSession) {
        synchronized (state) {
            devices.online(device);
            devices.takeLeftover(device).ifPresent(generation -> retirements.unload(generation, Set.of(device)));
            if (devices.seeAwaited(device)) {
                checkOnceAllAreSeen();
            } else if (newSession) {
                endIfUsed(device, "was restarted");
            }
        }
    }

    private void checkOnceAllAreSeen() {
        if (devices.areAllSeen()) {
            running.ifPresent(adopted -> rollouts.check(adopted, failure -> rollBack(adopted, failure.failure())));
        }
    }

    private void rollBack(RunningCanary only, Failure why) {
        synchronized (state) {
            if (running.equals(Optional.of(only))) {
                rollBack(why);
            }
        }
    }

    /**
     * A device is gone: what serves takes over.
     *
     * @param device which one
     */
    public void deviceOffline(DeviceId device) {
        synchronized (state) {
            devices.offline(device);
            endIfUsed(device, "is offline");
        }
    }

    private void endIfUsed(DeviceId device, String what) {
        if (running.filter(canary -> canary.active().uses(device)).isPresent()) {
            rollBack(FailureCode.DEVICE_LOST.failure(
                    "device '" + device + "' of the canary " + what,
                    "all requests go to what served before; order the canary again when its device is there"));
        }
    }

    /** Called several times a second. */
    public void tick() {
        synchronized (state) {
            running.flatMap(canary -> pipelines
                            .comparison(canary.model())
                            .flatMap(seen -> CanaryJudge.verdict(canary.terms(), seen)))
                    .ifPresent(this::rollBack);
        }
    }

    /** What it has is executed again on what serves. */
    private void rollBack(Failure why) {
        take().ifPresent(canary -> {
            pipelines.suspend(canary.generation().number(), new Suspension.Recovering(why.message()));
            ending.fail(canary, why);
        });
    }

    /** The one that is tried, which is not from now on; the caller sees to what becomes of it. */
    private Optional<RunningCanary> take() {
        synchronized (state) {
            Optional<RunningCanary> taken = running;
            running = Optional.empty();
            devices.awaitNone();
            taken.ifPresent(canary -> forget(canary.model()));
            rollouts.forget();
            return taken;
        }
    }

    private void forget(String model) {
        try {
            journal.removeCanary(model);
        } catch (IOException failure) {
            LOG.warn("The canary of '{}' is in the journal still, and dropped at the next start", model, failure);
        }
    }

    /**
     * The one that is tried; it is promoted by being switched to, and then {@link #promoted}.
     *
     * @return it; empty if none takes its share
     */
    public Optional<RunningCanary> running() {
        synchronized (state) {
            return running;
        }
    }

    /** It serves. */
    public void promoted() {
        synchronized (state) {
            running = Optional.empty();
            devices.awaitNone();
        }
    }

    /**
     * Whether one is tried or on its way.
     *
     * @return true if there is one
     */
    public boolean isPresent() {
        synchronized (state) {
            return running.isPresent() || !rollouts.isEmpty();
        }
    }

    /**
     * Nobody wants it any more, nor what is on its way: it finishes what it has.
     *
     * @param why for people
     * @return the generation that ended; empty if there was none
     */
    public Optional<GenerationRecord> end(String why) {
        synchronized (state) {
            Optional<GenerationRecord> onItsWay = rollouts.cancel();
            Optional<RunningCanary> ended = take();
            ended.ifPresent(canary -> ending.end(canary, why));
            return ended.map(RunningCanary::generation).or(() -> onItsWay);
        }
    }

    /** Nobody may have any of them any longer, for the gateway has to do something else. */
    void end(Failure why) {
        synchronized (state) {
            rollouts.cancel();
            take().ifPresent(canary -> ending.fail(canary, why));
        }
    }

    String model() {
        return state.wanted().model().name();
    }

    /** Whether what is tried, or on its way, takes memory of one of these. */
    boolean usesAny(Set<DeviceId> some) {
        synchronized (state) {
            return running.stream().anyMatch(canary -> !disjoint(canary.active().devices(), some))
                    || rollouts.usesAny(some);
        }
    }

    /** It begins nothing more; what is loaded stays loaded. */
    public void close() {
        rollouts.close();
    }
}
