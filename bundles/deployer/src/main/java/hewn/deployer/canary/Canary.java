package hewn.deployer.canary;

import static java.util.Collections.disjoint;

import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.journal.CanaryEntry;
import hewn.deployer.journal.Journal;
import hewn.deployer.rollout.FormerGenerations;
import hewn.deployer.rollout.Retirements;
import hewn.deployer.rollout.Rollout;
import hewn.fleet.DeviceId;
import hewn.pipeline.CanaryTerms;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.PipelineSwitch;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What is tried beside the generation that serves a deployment, and is watched over while it is.
 */
public final class Canary {
    private final DeploymentState state;
    private final CanarySlot slot;
    private final CanaryRollouts rollouts;
    private final CanaryRetirements ending;
    private final CanaryWatch watch;
    private final CanaryAdoption adoption;

    // Guarded by the state.
    private final CanaryDevices devices = new CanaryDevices();

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
        this.slot = new CanarySlot(pipelines, journal);
        this.rollouts = new CanaryRollouts(state, rollout, retirements, generations, this::begin);
        this.ending = new CanaryRetirements(slot, devices, rollouts, formers, pipelines);
        this.watch = new CanaryWatch(state, slot, devices, rollouts, ending, retirements, pipelines);
        this.adoption = new CanaryAdoption(state, slot, devices, generations, pipelines);
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
            Optional<RunningCanary> same =
                    slot.running().filter(now -> now.request().equals(request));
            if (same.isPresent() && !state.isClosed()) {
                change(new RunningCanary(request, terms, same.get().active()));
                return same.get().generation();
            }
            return rollouts.order(request, terms);
        }
    }

    private void change(RunningCanary next) {
        try {
            slot.give(next);
        } catch (IOException failure) {
            throw Journal.unwritable(failure);
        }
        next.generation().progress(next.progress());
    }

    /** It is verified. */
    private void begin(RunningCanary next) throws IOException {
        synchronized (state) {
            Optional<RunningCanary> former = slot.give(next);
            next.generation().enter(GenerationState.SERVING, next.progress());
            former.ifPresent(replaced -> ending.end(replaced, "replaced by another canary"));
            watch.begun();
        }
    }

    /**
     * It served when this began: if it still gets requests it goes on, else it is dropped.
     *
     * @param entry what the journal says of it
     */
    public void resume(CanaryEntry entry) {
        adoption.resume(entry);
    }

    /**
     * A device is there, perhaps as a new process that holds nothing of what it had loaded.
     *
     * @param device which one
     * @param newSession whether it is a new process
     */
    public void deviceOnline(DeviceId device, boolean newSession) {
        watch.deviceOnline(device, newSession);
    }

    /**
     * A device is gone: what serves takes over.
     *
     * @param device which one
     */
    public void deviceOffline(DeviceId device) {
        watch.deviceOffline(device);
    }

    /** Called several times a second. */
    public void tick() {
        watch.tick();
    }

    /**
     * The one that is tried; it is promoted by being switched to, and then {@link #promoted}.
     *
     * @return it; empty if none takes its share
     */
    public Optional<RunningCanary> running() {
        synchronized (state) {
            return slot.running();
        }
    }

    /** It serves. */
    public void promoted() {
        synchronized (state) {
            slot.promoted();
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
            return slot.running().isPresent() || !rollouts.isEmpty();
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
            return ending.end(why).map(RunningCanary::generation).or(() -> onItsWay);
        }
    }

    /** Nobody may have any of them any longer, for the gateway has to do something else. */
    void end(Failure why) {
        synchronized (state) {
            rollouts.cancel();
            ending.fail(why);
        }
    }

    String model() {
        return state.wanted().model().name();
    }

    /** Whether what is tried, or on its way, takes memory of one of these. */
    boolean usesAny(Set<DeviceId> some) {
        synchronized (state) {
            return slot.running().stream()
                            .anyMatch(canary -> !disjoint(canary.active().devices(), some))
                    || rollouts.usesAny(some);
        }
    }

    /** It begins nothing more; what is loaded stays loaded. */
    public void close() {
        rollouts.close();
    }
}
