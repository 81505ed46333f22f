package hewn.deployer;

import hewn.fleet.DeviceId;
import hewn.pipeline.DeploymentRequest;
import hewn.pipeline.GenerationState;
import hewn.pipeline.GenerationStatus.Failure;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import hewn.pipeline.Suspension;
import hewn.placement.Placement;
import hewn.placement.Stage;
import hewn.tensor.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Failures of a repair that only somebody's help can avert. */
    private static final Set<String> HOPELESS = Set.of(
            "NO_DEVICES",
            "NO_PLACEMENT",
            "MODEL_MISSING",
            "MODEL_DAMAGED",
            "SIGNATURE_MISSING",
            "CUT_FAILED",
            "EXIT_UNFIT");

    /** A generation that is switched to. */
    private record Active(GenerationRecord generation, Pipeline pipeline) {
        boolean uses(DeviceId device) {
            return devices().contains(device);
        }

        Set<DeviceId> devices() {
            return pipeline.stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
        }
    }

    private final Rollout rollout;
    private final Retirements retirements;
    private final PipelineSwitch pipelines;
    private final Journal journal;
    private final RolloutSettings settings;
    private final Generations generations;
    private final IntSupplier retained;
    private final Knock knock;
    private final ExecutorService executor;
    private final RepairTimer repair = new RepairTimer();

    // Guarded by this.
    private final Set<DeviceId> offline = new HashSet<>();
    private final Set<DeviceId> missing = new HashSet<>();
    private final Set<DeviceId> unseen = new HashSet<>();
    private DeploymentRequest wanted;
    private Optional<Active> active = Optional.empty();
    private List<Stage> places = List.of();
    private Optional<JournalEntry> abandoned = Optional.empty();
    private Optional<GenerationRecord> restored = Optional.empty();
    private final Set<Active> leaving = ConcurrentHashMap.newKeySet(); // safe by itself
    private final Set<GenerationRecord> waiting = new HashSet<>();
    private boolean reloadNeeded;
    private boolean closed;

    Deployment(
            DeploymentRequest wanted,
            Rollout rollout,
            Retirements retirements,
            PipelineSwitch pipelines,
            Journal journal,
            RolloutSettings settings,
            Generations generations,
            IntSupplier retained,
            Knock knock) {
        this.wanted = wanted;
        this.rollout = rollout;
        this.retirements = retirements;
        this.pipelines = pipelines;
        this.journal = journal;
        this.settings = settings;
        this.generations = generations;
        this.retained = retained;
        this.knock = knock;
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

    /**
     * It served when this began: if it still does it is left alone, else it is brought back.
     *
     * @return completes when clients are told that it is served, or will be
     */
    synchronized CompletableFuture<Void> resume(JournalEntry entry) {
        places = entry.toStages();
        return pipelines
                .serving(entry.model())
                .filter(pipeline -> pipeline.generation() == entry.generation())
                .map(this::adopt)
                .orElseGet(() -> restore(entry));
    }

    /** It went on serving while nobody watched: requests flow, and its devices will be heard of. */
    private CompletableFuture<Void> adopt(Pipeline pipeline) {
        GenerationRecord generation = generations.existing(pipeline.generation(), pipeline.model());
        generation.cut(pipeline.stages());
        generation.enter(GenerationState.SERVING, "went on serving on " + describe(pipeline));
        Active adopted = new Active(generation, pipeline);
        active = Optional.of(adopted);
        unseen.addAll(adopted.devices());
        repair.after(settings.patience());
        return CompletableFuture.completedFuture(null);
    }

    /** It does not serve any more: it is brought back when its devices are there, or after a while. */
    private CompletableFuture<Void> restore(JournalEntry entry) {
        abandoned = Optional.of(entry);
        reloadNeeded = true;
        places.forEach(place -> missing.add(place.device()));
        repair.after(settings.homecoming());
        try {
            GenerationRecord generation = generations.begin(wanted.model());
            generation.progress("waiting for its devices " + missing);
            restored = Optional.of(generation);
            DeploymentRequest request = wanted;
            // reading the model may take a while
            return CompletableFuture.runAsync(() -> rollout.announce(generation, request), executor);
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} will be brought back later: {}", wanted.model(), failure.getMessage(), failure);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** A device is online, perhaps as a new process that holds nothing of what it had loaded. */
    synchronized void deviceOnline(DeviceId device, boolean newSession) {
        offline.remove(device);
        if (unseen.remove(device)) {
            seen();
            return;
        }
        boolean concerned = missing.remove(device) || newSession && uses(device);
        if (!concerned) {
            repair.hurry();
            prepareStandIns();
            return;
        }
        if (newSession && active.isPresent()) {
            reloadNeeded = true;
            degrade("device '" + device + "' was restarted");
        }
        if (missing.isEmpty() && !reloadNeeded) {
            repair.cancel();
            active.ifPresent(this::serveAgain);
        } else if (missing.isEmpty()) {
            repair.after(Duration.ZERO);
        }
    }

    /** A device of what was adopted is there; that it holds what it had loaded is checked when all are. */
    private void seen() {
        if (unseen.isEmpty() && missing.isEmpty()) {
            repair.cancel();
            active.ifPresent(adopted -> executor.execute(() -> check(adopted)));
        }
    }

    private void check(Active adopted) {
        try {
            rollout.check(adopted.pipeline(), wanted(), places())
                    .ifPresent(placement ->
                            adopted.generation().placed(wanted().strategy().orElse("unchanged"), placement));
        } catch (RolloutException failure) {
            reload(adopted, failure.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void reload(Active adopted, String why) {
        if (!closed && active.filter(adopted::equals).isPresent()) {
            reloadNeeded = true;
            degrade(why);
            repair.after(Duration.ZERO);
        }
    }

    private boolean uses(DeviceId device) {
        return active.map(a -> a.uses(device)).orElse(false);
    }

    private void serveAgain(Active serving) {
        pipelines.resume(serving.generation().number());
        serving.generation().enter(GenerationState.SERVING, "all devices are back");
    }

    /** A device is gone: requests wait, and a moment later it is replaced unless it came back. */
    synchronized void deviceOffline(DeviceId device) {
        offline.add(device);
        unseen.remove(device);
        leaving.stream()
                .filter(former -> former.uses(device))
                .forEach(former -> pipelines.suspend(former.generation().number(), offline(device)));
        if (uses(device)) {
            miss(device);
        }
    }

    private static Suspension offline(DeviceId device) {
        return new Suspension.Recovering("device '" + device + "' is offline");
    }

    private void miss(DeviceId device) {
        missing.add(device);
        degrade("device '" + device + "' is offline");
        repair.after(settings.patience());
        active.ifPresent(suspended -> suspended.pipeline().stages().stream()
                .filter(stage -> stage.device().equals(device))
                .forEach(stage ->
                        knock.answers(stage.dataAddress()).thenAccept(answers -> replaceAtOnce(device, answers))));
    }

    /** What does not answer either is not waited for, if another device stands by. */
    private synchronized void replaceAtOnce(DeviceId device, boolean answers) {
        if (!closed && !answers && missing.contains(device)) {
            executor.execute(() -> {
                if (rollout.isReplaceable(wanted(), places())) {
                    repair.expedite();
                    tick();
                }
            });
        }
    }

    private void degrade(String why) {
        active.map(Active::generation)
                .filter(generation -> generation.status().state() == GenerationState.SERVING)
                .ifPresent(generation -> {
                    pipelines.suspend(generation.number(), new Suspension.Recovering(why));
                    generation.enter(
                            GenerationState.DEGRADED,
                            new Failure("DEVICE_LOST", why, "bring the device back, or add another one"));
                });
    }

    /** Called several times a second. */
    synchronized void tick() {
        if (!closed && repair.isDue()) {
            giveUpUnseen();
            executor.execute(this::repairNow);
        }
    }

    private void giveUpUnseen() {
        unseen.stream().findFirst().ifPresent(device -> degrade("device '" + device + "' is offline"));
        missing.addAll(unseen);
        unseen.clear();
    }

    private void repairNow() {
        try {
            GenerationRecord generation = takeRestored().orElseGet(() -> generations.begin(wanted().model()));
            if (unloadFormer()) {
                roll(wanted(), generation, places());
            } else {
                generation.enter(GenerationState.FAILED, cancelled()); // what was ordered meanwhile has repaired it
            }
            if (generation.status().state() == GenerationState.FAILED && !isServing()) {
                giveUp(generation.status().failure().orElseThrow());
                repair.again();
            }
        } catch (UncheckedIOException failure) {
            LOG.warn("Model {} is not repaired yet: {}", wanted().model(), failure.getMessage(), failure);
            repair.again();
        }
    }

    /** Where another attempt would end alike, nobody is to wait for it; what was a mishap may go better next time. */
    private synchronized void giveUp(Failure failure) {
        if (HOPELESS.contains(failure.code())) {
            suspend(new Suspension.Stuck(failure.message() + "; " + failure.remedy(), RepairTimer.FIRST_RETRY));
        }
    }

    private void suspend(Suspension suspension) {
        active.ifPresent(stopped -> pipelines.suspend(stopped.generation().number(), suspension));
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
     * What no longer answers makes room for what is to replace it, for which its requests wait.
     *
     * @return false if it does answer, and nothing was unloaded
     */
    private synchronized boolean unloadFormer() {
        if (isServing()) {
            return false;
        }
        suspend(new Suspension.Recovering("model '" + wanted.model().name() + "' is being brought to other devices"));
        active.ifPresent(former -> retirements.unload(former.generation().number(), former.devices()));
        unloadAbandoned();
        reloadNeeded = true;
        return true;
    }

    private synchronized void unloadAbandoned() {
        abandoned.ifPresent(entry -> retirements.unload(entry.generation(), devices(entry.toStages())));
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
        List<Digest> slices = next.pipeline().stages().stream()
                .map(stage -> stage.slice().digest())
                .toList();
        Optional<Active> former;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            journal.put(JournalEntry.of(request, next.generation().number(), newPlaces, slices), retained.getAsInt());
            waiting.remove(next.generation());
            former = active;
            active = Optional.of(next);
            wanted = request;
            places = newPlaces;
            reloadNeeded = false;
            missing.clear();
            unseen.clear();
            repair.cancel();
            pipelines.serve(next.pipeline());
            next.generation().enter(GenerationState.SERVING, "serving on " + describe(next.pipeline()));
            offline.stream().filter(this::uses).forEach(this::miss); // lost since it was verified
        }
        unloadAbandoned();
        takeRestored().ifPresent(late -> late.enter(GenerationState.FAILED, cancelled()));
        former.ifPresent(this::retire);
        prepareStandIns();
    }

    /** Whatever stands by has at hand what it would need. */
    private synchronized void prepareStandIns() {
        if (!closed) {
            active.map(Active::pipeline)
                    .ifPresent(
                            pipeline -> executor.execute(() -> rollout.prepareStandIns(pipeline, wanted(), places())));
        }
    }

    private static String describe(Pipeline pipeline) {
        return pipeline.stages().stream().map(s -> s.device().value()).collect(Collectors.joining(" → "));
    }

    /** Nobody waits for it: what is wanted next does not depend on it. */
    private CompletableFuture<Void> retire(Active former) {
        GenerationRecord generation = former.generation();
        generation.enter(GenerationState.DRAINING, "finishing the requests that are under way");
        leaving.add(former);
        return retirements
                .retire(generation.number(), former.devices(), settings.drainLimit())
                .thenRun(() -> leaving.remove(former))
                .thenRun(() -> generation.enter(GenerationState.RETIRED, "its slices are unloaded"));
    }

    private void fail(GenerationRecord generation, Failure failure) {
        Set<DeviceId> devices =
                generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
        retirements.retire(generation.number(), devices, Duration.ZERO).join();
        synchronized (this) {
            waiting.remove(generation);
        }
        generation.enter(GenerationState.FAILED, failure);
    }

    /**
     * Nobody wants it any more: to be called when it is closed.
     *
     * @return completes when what served is retired
     */
    synchronized CompletableFuture<Void> retireAll() {
        pipelines.expectNoMore(wanted.model().name());
        rollout.forget(wanted.model().name());
        CompletableFuture<Void> retired = active.map(this::retire).orElse(CompletableFuture.completedFuture(null));
        active = Optional.empty();
        unloadAbandoned();
        takeRestored().ifPresent(waiting::add);
        waiting.stream()
                .filter(generation -> generation.status().state() == GenerationState.PLANNED)
                .forEach(generation -> generation.enter(GenerationState.FAILED, cancelled()));
        waiting.clear();
        return retired;
    }

    /** It begins nothing more; what is loaded stays loaded. */
    void close() {
        synchronized (this) {
            closed = true;
            repair.cancel();
        }
        executor.shutdownNow();
    }

    private static Set<DeviceId> devices(List<Stage> stages) {
        return stages.stream().map(Stage::device).collect(Collectors.toSet());
    }
}
