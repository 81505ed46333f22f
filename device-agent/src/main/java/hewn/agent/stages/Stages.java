package hewn.agent.stages;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.inference.OperationProfile;
import hewn.tensor.Digest;
import hewn.wire.DeviceCommand.LoadStage;
import hewn.wire.DeviceMetrics.StageMetrics;
import hewn.wire.Frame;
import hewn.wire.FrameReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All stages of a device: loads, warms and unloads them, and gives each its frames. Safe for use by several threads.
 */
public final class Stages implements FrameReceiver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final int WARM_CALLS = 2;
    private static final int MOST_PROFILE_RUNS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StageLoader loader;
    private final StageSetting setting;
    private final FailureSinks sinks;
    private final Fence fence = new Fence();
    private final Map<StageKey, Entry> entries = new ConcurrentHashMap<>();

    /**
     * A device without stages.
     *
     * @param loader brings slices into memory
     * @param setting what all stages have in common
     */
    public Stages(StageLoader loader, StageSetting setting) {
        this.loader = loader;
        this.setting = setting;
        this.sinks = new FailureSinks(setting.transport());
    }

    /** A stage that is loaded or about to be. */
    private record Entry(Digest slice, CompletableFuture<LoadedStage> stage) {
        Optional<LoadedStage> loaded() {
            return stage.isDone() && !stage.isCompletedExceptionally() ? Optional.of(stage.join()) : Optional.empty();
        }
    }

    /**
     * Loads a stage. If it is loaded already, its outputs and failures go to the given addresses from now on.
     *
     * @param command what to load
     * @return what was done, for people
     * @throws RefusalException if it can't be loaded
     */
    public String load(LoadStage command) throws RefusalException {
        requireUnfenced(command.generation());
        sinks.remember(command.generation(), command.sink());
        StageKey key = new StageKey(command.generation(), command.stage());
        Entry mine = new Entry(command.slice(), new CompletableFuture<>());
        Entry there = entries.putIfAbsent(key, mine);
        return there == null ? load(key, mine, command) : keep(key, there, command);
    }

    private String load(StageKey key, Entry entry, LoadStage command) throws RefusalException {
        try {
            entry.stage().complete(new LoadedStage(loader.load(command), setting, sinks).start());
        } catch (RefusalException | RuntimeException | Error failed) {
            entries.remove(key, entry);
            entry.stage().completeExceptionally(failed);
            throw failed;
        }
        if (fence.isRaised(command.generation())) {
            entries.remove(key, entry);
            entry.stage().join().close("was unloaded while it was loading");
            requireUnfenced(command.generation());
        }
        LOG.info("{} is loaded: {}", key, command.slice());
        return key + " is loaded";
    }

    private static String keep(StageKey key, Entry there, LoadStage command) throws RefusalException {
        if (!there.slice().equals(command.slice())) {
            throw new RefusalException(
                    Refusal.STAGE_CONFLICT,
                    key + " is " + there.slice() + " here, not " + command.slice() + "; use a new generation");
        }
        await(there).reroute(command.next());
        return key + " was loaded already";
    }

    private static LoadedStage await(Entry entry) throws RefusalException {
        try {
            return entry.stage().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RefusalException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private void requireUnfenced(long generation) throws RefusalException {
        if (fence.isRaised(generation)) {
            throw new RefusalException(
                    Refusal.FENCED, "generation " + generation + " was unloaded for good; use a newer one");
        }
    }

    /**
     * Runs a stage on sample inputs, so that the first real call is fast.
     *
     * @param generation of which it is a part
     * @param stage its index
     * @return what was done, for people
     * @throws RefusalException if it is not loaded, fails, or does not end
     */
    public String warm(long generation, int stage) throws RefusalException {
        requireUnfenced(generation);
        StageKey key = new StageKey(generation, stage);
        Entry entry = Optional.ofNullable(entries.get(key))
                .orElseThrow(() ->
                        new RefusalException(Refusal.NOT_LOADED, key + " is not loaded here; load it before warming"));
        return warm(key, await(entry));
    }

    private static String warm(StageKey key, LoadedStage stage) throws RefusalException {
        if (!stage.hasSamples()) {
            return key + " is not warmed: the rank of an input is unknown";
        }
        StringBuilder detail = new StringBuilder(key + " took");
        for (int call = 0; call < WARM_CALLS; call++) {
            StageCall.Times times = stage.warm();
            detail.append(call == 0 ? " " : ", then ")
                    .append(TimeUnit.NANOSECONDS.toMicros(times.computeNanos()))
                    .append(" µs");
        }
        return detail.toString();
    }

    /**
     * Measures what the operations of a stage take on sample inputs.
     *
     * @param generation of which it is a part
     * @param stage its index
     * @param runs how many to take the medians of
     * @return what a call and its operations take
     * @throws RefusalException if it is not loaded, can't be given samples, or fails
     */
    public OperationProfile profile(long generation, int stage, int runs) throws RefusalException {
        requireUnfenced(generation);
        StageKey key = new StageKey(generation, stage);
        Entry entry = Optional.ofNullable(entries.get(key))
                .orElseThrow(() -> new RefusalException(
                        Refusal.NOT_LOADED, key + " is not loaded here; load it before measuring"));
        return await(entry).profile(Math.max(1, Math.min(runs, MOST_PROFILE_RUNS)));
    }

    /**
     * Unloads a generation for good. Frames that wait for it fail; a call under way ends first.
     *
     * @param generation its number
     * @return what was done, for people
     */
    public String unload(long generation) {
        fence.raise(generation);
        List<CompletableFuture<Void>> endings = entries.keySet().stream()
                .filter(key -> key.generation() == generation)
                .map(key -> close(key, "is unloaded"))
                .toList();
        boolean ended = await(endings);
        LOG.info("generation {} is unloaded ({} stages)", generation, endings.size());
        return endings.size() + " stages unloaded" + (ended ? "" : "; one is still in a call, and is freed behind it");
    }

    private CompletableFuture<Void> close(StageKey key, String reason) {
        return Optional.ofNullable(entries.remove(key))
                .map(entry -> entry.stage()
                        .handle((stage, failed) -> Optional.ofNullable(stage))
                        .thenCompose(stage -> stage.map(loaded -> loaded.close(reason))
                                .orElse(CompletableFuture.completedStage(null))))
                .orElse(CompletableFuture.completedFuture(null));
    }

    private static boolean await(List<CompletableFuture<Void>> endings) {
        return CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new))
                .thenApply(all -> true)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public CompletionStage<?> receive(Frame frame, long receiveNanos) {
        if (frame instanceof Frame.Tensors tensors) {
            StageKey key = new StageKey(tensors.generation(), tensors.passed().size());
            return Optional.ofNullable(entries.get(key))
                    .flatMap(Entry::loaded)
                    .<CompletionStage<?>>map(stage -> stage.accept(tensors, receiveNanos))
                    .orElseGet(() -> refuse(key, tensors));
        }
        LOG.warn("dropped a failure that was meant for a dispatcher: {}", frame);
        return CompletableFuture.completedStage(null);
    }

    private CompletionStage<?> refuse(StageKey key, Frame.Tensors frame) {
        String message = key + " is not loaded on " + setting.device() + "; send to a generation that serves";
        sinks.send(new Frame.Failure(
                frame.generation(), frame.request(), setting.device(), Frame.Cause.NOT_LOADED, message));
        return CompletableFuture.completedStage(null);
    }

    /**
     * What is loaded or about to be.
     *
     * @return the slices
     */
    public Set<Digest> slicesInUse() {
        return entries.values().stream().map(Entry::slice).collect(Collectors.toSet());
    }

    /**
     * What is loaded, or about to be, of which a part is here.
     *
     * @return their numbers
     */
    public Set<Long> generations() {
        return entries.keySet().stream().map(StageKey::generation).collect(Collectors.toSet());
    }

    /**
     * How the loaded stages fare.
     *
     * @return one for each
     */
    public List<StageMetrics> metrics() {
        return entries.values().stream()
                .flatMap(entry -> entry.loaded().stream())
                .map(LoadedStage::metrics)
                .toList();
    }

    /** Unloads everything, and takes every generation again: another gateway gives them numbers of its own. */
    public void startAnew() {
        endAll("is unloaded: another gateway takes over");
        fence.lower();
    }

    /** Ends all stages after the calls under way; what waits fails. */
    @Override
    public void close() {
        endAll("ends: the agent stops");
        setting.kept().close();
        sinks.close();
    }

    private void endAll(String reason) {
        await(entries.keySet().stream().map(key -> close(key, reason)).toList());
    }
}
