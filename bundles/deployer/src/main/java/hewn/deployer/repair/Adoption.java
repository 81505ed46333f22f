package hewn.deployer.repair;

import hewn.deployer.generation.Active;
import hewn.deployer.generation.DeploymentState;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.Generations;
import hewn.deployer.generation.RolloutException;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.plan.RequestedModels;
import hewn.deployer.rollout.Rollout;
import hewn.fleet.DeviceId;
import hewn.inference.Signature;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.InferenceService.Served;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineSwitch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what served before this deployer began: it is left alone if it still serves, else it is brought back.
 */
public final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final DeploymentState state;
    private final Leftover leftover;
    private final DeviceWatch watch;
    private final RepairSchedule schedule;
    private final RequestedModels models;
    private final Rollout rollout;
    private final PipelineSwitch pipelines;
    private final Generations generations;
    private final Duration homecoming;
    private final Executor executor;

    /** Completes when clients know of what is brought back. */
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    /** Devices of what was adopted that nothing was heard of yet. Guarded by the state. */
    private final Set<DeviceId> unseen = new HashSet<>();

    /**
     * The adoption of one deployment.
     *
     * @param state of the deployment
     * @param repairs bring back what does not serve
     * @param models knows what is brought back
     * @param rollout checks what still serves
     * @param pipelines decides where requests go
     * @param generations begins generations
     * @param homecoming of the devices, before others are taken in their place
     * @param executor of the deployment's rollouts
     */
    public Adoption(
            DeploymentState state,
            Repairs repairs,
            RequestedModels models,
            Rollout rollout,
            PipelineSwitch pipelines,
            Generations generations,
            Duration homecoming,
            Executor executor) {
        this.state = state;
        this.leftover = repairs.leftover();
        this.watch = repairs.watch();
        this.schedule = repairs.schedule();
        this.models = models;
        this.rollout = rollout;
        this.pipelines = pipelines;
        this.generations = generations;
        this.homecoming = homecoming;
        this.executor = executor;
    }

    /**
     * It served when this began: if it still does it is left alone, else it is brought back.
     *
     * @param entry what the journal says of it
     * @return completes when clients are told that it is served, or will be
     */
    public CompletableFuture<Void> resume(JournalEntry entry) {
        synchronized (state) {
            state.remember(entry.toStages());
            return pipelines
                    .serving(entry.model())
                    .filter(pipeline -> pipeline.generation() == entry.generation())
                    .map(this::adopt)
                    .orElseGet(() -> restore(entry));
        }
    }

    /** It went on serving while nobody watched: requests flow, and its devices will be heard of. */
    private CompletableFuture<Void> adopt(Pipeline pipeline) {
        GenerationRecord generation = generations.existing(pipeline.generation(), pipeline.model());
        Active adopted = new Active(generation, pipeline);
        generation.cut(pipeline.stages());
        generation.enter(GenerationState.SERVING, "went on serving on " + adopted.route());
        state.adopt(adopted);
        unseen.addAll(adopted.devices());
        schedule.bePatient();
        return CompletableFuture.completedFuture(null);
    }

    /** It does not serve any more: it is brought back when its devices are there, or after a while. */
    private CompletableFuture<Void> restore(JournalEntry entry) {
        leftover.abandon(entry);
        Set<DeviceId> missing = watch.await(state.places(), homecoming);
        try {
            GenerationRecord generation = generations.begin(state.wanted().model());
            generation.progress("waiting for its devices " + missing);
            leftover.restore(generation);
            executor.execute(
                    () -> { // reading the model may take a while
                        try {
                            announce(generation);
                        } finally {
                            told.complete(null);
                        }
                    });
            return told;
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} will be brought back later: {}", state.wanted().model(), failure.getMessage(), failure);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Nobody is told of anything any more. */
    public void close() {
        told.complete(null);
    }

    /** Tells clients that it will be served again, unless nobody wants it any more by then. */
    private void announce(GenerationRecord generation) {
        Optional<Served> expected = expected(generation, state.wanted());
        synchronized (state) {
            if (!state.isClosed()) {
                expected.ifPresent(served -> pipelines.expect(
                        served,
                        "model '" + served.model().name() + "' is being brought back after a restart of the gateway"));
            }
        }
    }

    /** Empty if the model is gone. */
    private Optional<Served> expected(GenerationRecord generation, DeploymentRequest wanted) {
        try {
            Signature signature = models.signature(models.model(wanted), wanted);
            return Optional.of(new Served(wanted.model(), signature, generation.number(), false));
        } catch (RolloutException gone) {
            generation.progress(gone.getMessage()); // its rollout will say so, too
            return Optional.empty();
        }
    }

    /**
     * A device is there. That it holds what it had loaded is checked when all are.
     *
     * @param device which one
     * @return whether it is one that was still to be heard of
     */
    public boolean heardOf(DeviceId device) {
        synchronized (state) {
            if (!unseen.remove(device)) {
                return false;
            }
            if (unseen.isEmpty() && !watch.misses()) {
                schedule.cancel();
                state.active().ifPresent(adopted -> executor.execute(() -> check(adopted)));
            }
            return true;
        }
    }

    /**
     * A device is gone, and not to be heard of any more.
     *
     * @param device which one
     */
    public void lost(DeviceId device) {
        synchronized (state) {
            unseen.remove(device);
        }
    }

    /**
     * Whose devices were not heard of until now is given up.
     *
     * @return them; empty when it is asked again
     */
    public Set<DeviceId> takeUnseen() {
        synchronized (state) {
            Set<DeviceId> taken = Set.copyOf(unseen);
            unseen.clear();
            return taken;
        }
    }

    private void check(Active adopted) {
        try {
            rollout.check(adopted.pipeline(), state.wanted(), state.places())
                    .ifPresent(placement -> adopted.generation()
                            .placed(state.wanted().strategy().orElse("unchanged"), placement));
        } catch (RolloutException failure) {
            reload(adopted, failure.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload(Active adopted, String why) {
        synchronized (state) {
            if (!state.isClosed() && state.active().filter(adopted::equals).isPresent()) {
                watch.reload(Outage.lost(why));
            }
        }
    }
}
