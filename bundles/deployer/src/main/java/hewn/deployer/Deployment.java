package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.inference.ModelId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import hewn.placement.Placement;
import hewn.placement.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is wanted, and the generation that serves it. Rollouts run one after another on a thread of its own.
 */
final class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

    /** A generation that is switched to. */
    private record Active(GenerationRecord generation, Pipeline pipeline) {
        boolean uses(DeviceId device) {
            return pipeline.stages().stream().anyMatch(s -> s.device().equals(device));
        }
    }

    private final Rollout rollout;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final RolloutSettings settings;
    private final Function<ModelId, GenerationRecord> nextGeneration;
    private final ExecutorService executor;
    private final RepairTimer repair = new RepairTimer();

    // Guarded by this.
    private final Set<DeviceId> offline = new HashSet<>();
    private final Set<DeviceId> missing = new HashSet<>();
    private DeploymentRequest wanted;
    private Optional<Active> active = Optional.empty();
    private List<Stage> places = List.of();
    private Optional<JournalEntry> abandoned = Optional.empty();
    private Optional<GenerationRecord> restored = Optional.empty();
    private final Set<GenerationRecord> waiting = new HashSet<>();
    private boolean reloadNeeded;
    private boolean closed;

    Deployment(
            DeploymentRequest wanted,
            Rollout rollout,
            PipelineSwitch pipelines,
            Journal journal,
            RolloutSettings settings,
            Function<ModelId, GenerationRecord> nextGeneration) {
        this.wanted = wanted;
        this.rollout = rollout;
        this.pipelines = pipelines;
        this.journal = journal;
        this.settings = settings;
        this.nextGeneration = nextGeneration;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rollout-" + wanted.model().name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Someone wants this, now. */
    void order(DeploymentRequest request, GenerationRecord generation) {
        synchronized (this) {
            if (!closed) {
                waiting.add(generation);
                executor.execute(() -> roll(request, generation, List.of()));
                return;
            }
        }
        generation.enter(GenerationState.FAILED, cancelled());
    }

    /** It served before the gateway stopped: it is brought back when its devices are there, or after a while. */
    synchronized void restore(JournalEntry entry) {
        abandoned = Optional.of(entry);
        places = entry.toStages();
        reloadNeeded = true;
        places.forEach(place -> missing.add(place.device()));
        GenerationRecord generation = nextGeneration.apply(wanted.model());
        generation.progress("waiting for its devices " + missing);
        restored = Optional.of(generation);
        DeploymentRequest request = wanted;
        executor.execute(() -> rollout.announce(generation, request)); // reading the model may take a while
        repair.after(settings.homecoming());
    }

    /** A device is online, perhaps as a new process that holds nothing of what it had loaded. */
    synchronized void deviceOnline(DeviceId device, boolean newSession) {
        offline.remove(device);
        boolean concerned = missing.remove(device) || newSession && uses(device);
        if (!concerned) {
            repair.hurry();
            return;
        }
        if (newSession && active.isPresent()) {
            reloadNeeded = true;
            degrade("device '" + device + "' was restarted");
        }
        if (missing.isEmpty() && !reloadNeeded) {
            repair.cancel();
            active.ifPresent(this::resume);
        } else if (missing.isEmpty()) {
            repair.after(Duration.ZERO);
        }
    }

    private boolean uses(DeviceId device) {
        return active.map(a -> a.uses(device)).orElse(false);
    }

    private void resume(Active serving) {
        pipelines.resume(serving.generation().number());
        serving.generation().enter(GenerationState.SERVING, "all devices are back");
    }

    /** A device is gone: requests are refused at once, and a moment later it is replaced unless it came back. */
    synchronized void deviceOffline(DeviceId device) {
        offline.add(device);
        if (uses(device)) {
            miss(device);
        }
    }

    private void miss(DeviceId device) {
        missing.add(device);
        degrade("device '" + device + "' is offline");
        repair.after(settings.patience());
    }

    private void degrade(String why) {
        active.map(Active::generation)
                .filter(generation -> generation.status().state() == GenerationState.SERVING)
                .ifPresent(generation -> {
                    pipelines.suspend(generation.number(), why);
                    generation.enter(
                            GenerationState.DEGRADED,
                            new Failure("DEVICE_LOST", why, "bring the device back, or add another one"));
                });
    }

    /** Called several times a second. */
    synchronized void tick() {
        if (!closed && repair.isDue()) {
            executor.execute(this::repairNow);
        }
    }

    private void repairNow() {
        try {
            GenerationRecord generation = takeRestored().orElseGet(() -> nextGeneration.apply(wanted().model()));
            if (unloadFormer()) {
                roll(wanted(), generation, places());
            } else {
                generation.enter(GenerationState.FAILED, cancelled()); // what was ordered meanwhile has repaired it
            }
            if (generation.status().state() == GenerationState.FAILED && !isServing()) {
                repair.again();
            }
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} is not repaired yet: {}", wanted().model(), failure.getMessage(), failure);
            repair.again();
        }
    }

    private synchronized DeploymentRequest wanted() {
        return wanted;
    }

    private synchronized List<Stage> places() {
        return places;
    }

    private synchronized boolean isServing() {
        return active.map(a -> a.generation().status().state() == GenerationState.SERVING)
                .orElse(false);
    }

    private synchronized Optional<GenerationRecord> takeRestored() {
        Optional<GenerationRecord> taken = restored;
        restored = Optional.empty();
        return taken;
    }

    /**
     * What no longer answers makes room for what is to replace it; until then its requests are refused with a reason.
     *
     * @return false if it does answer, and nothing was unloaded
     */
    private synchronized boolean unloadFormer() {
        if (isServing()) {
            return false;
        }
        active.ifPresent(former -> rollout.unload(former.generation().number(), devices(former.pipeline())));
        unloadAbandoned();
        reloadNeeded = true;
        return true;
    }

    private synchronized void unloadAbandoned() {
        abandoned.ifPresent(entry -> rollout.unload(entry.generation(), devices(entry.toStages())));
        abandoned = Optional.empty();
    }

    private void roll(DeploymentRequest request, GenerationRecord generation, List<Stage> former) {
        try {
            Pipeline pipeline = rollout.run(generation, request, former);
            switchTo(request, new Active(generation, pipeline));
        } catch (RolloutException failure) {
            fail(generation, failure.failure());
        } catch (IOException failure) {
            fail(
                    generation,
                    new Failure(
                            "JOURNAL_UNWRITABLE",
                            "the deployment journal can't be written: " + failure.getMessage(),
                            "see that the gateway's data folder is writable and has free space"));
        } catch (InterruptedException interrupted) {
            fail(generation, cancelled());
            Thread.currentThread().interrupt();
        } catch (RuntimeException | OutOfMemoryError bug) { // a generation must not stay on its way for ever
            LOG.error("Generation {} failed", generation.number(), bug);
            fail(generation, new Failure("INTERNAL", bug.toString(), "report this with the gateway's log"));
        }
    }

    private static Failure cancelled() {
        return new Failure("CANCELLED", "the deployment was ended", "deploy again if it is wanted");
    }

    private void switchTo(DeploymentRequest request, Active next) throws IOException, InterruptedException {
        List<Stage> newPlaces =
                next.generation().status().placement().map(Placement::stages).orElseThrow();
        Optional<Active> former;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            journal.put(JournalEntry.of(request, next.generation().number(), newPlaces));
            waiting.remove(next.generation());
            former = active;
            active = Optional.of(next);
            wanted = request;
            places = newPlaces;
            reloadNeeded = false;
            missing.clear();
            repair.cancel();
            pipelines.serve(next.pipeline());
            next.generation().enter(GenerationState.SERVING, "serving on " + describe(next.pipeline()));
            offline.stream().filter(this::uses).forEach(this::miss); // lost since it was verified
        }
        unloadAbandoned();
        takeRestored().ifPresent(late -> late.enter(GenerationState.FAILED, cancelled()));
        former.ifPresent(this::retire);
    }

    private static String describe(Pipeline pipeline) {
        return pipeline.stages().stream().map(s -> s.device().value()).collect(Collectors.joining(" → "));
    }

    private void retire(Active former) {
        former.generation().enter(GenerationState.DRAINING, "finishing the requests that are under way");
        rollout.retire(former.pipeline().generation(), former.pipeline().stages(), settings.drainLimit());
        former.generation().enter(GenerationState.RETIRED, "its slices are unloaded");
    }

    private void fail(GenerationRecord generation, Failure failure) {
        List<PipelineStage> stages = generation.status().stages();
        rollout.retire(generation.number(), stages, Duration.ZERO);
        synchronized (this) {
            waiting.remove(generation);
        }
        generation.enter(GenerationState.FAILED, failure);
    }

    /** Nobody wants it any more: to be called when it is closed. */
    synchronized void retireAll() {
        pipelines.expectNoMore(wanted.model().name());
        active.ifPresent(this::retire);
        active = Optional.empty();
        unloadAbandoned();
        takeRestored().ifPresent(waiting::add);
        waiting.stream()
                .filter(generation -> generation.status().state() == GenerationState.PLANNED)
                .forEach(generation -> generation.enter(GenerationState.FAILED, cancelled()));
        waiting.clear();
    }

    /** It begins nothing more; what is loaded stays loaded. */
    void close() {
        synchronized (this) {
            closed = true;
            repair.cancel();
        }
        executor.shutdownNow();
    }

    private static Set<DeviceId> devices(Pipeline pipeline) {
        return pipeline.stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
    }

    private static Set<DeviceId> devices(List<Stage> stages) {
        return stages.stream().map(Stage::device).collect(Collectors.toSet());
    }
}
