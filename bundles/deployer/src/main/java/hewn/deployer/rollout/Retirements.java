package hewn.deployer.rollout;

import hewn.deployer.device.DeviceCommander;
import hewn.deployer.generation.GenerationRecord;
import hewn.fleet.DeviceId;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import hewn.wire.DeviceCommand;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generations on their way out: they drain and are unloaded while other work goes on. Safe for use by several threads.
 */
public final class Retirements {
    private static final Logger LOG = LoggerFactory.getLogger(Retirements.class);

    private final PipelineSwitch pipelines;
    private final DeviceCommander devices;
    private final RolloutSettings settings;
    private final Runnable onUnloaded;
    private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();

    /**
     * Retirements after each of which somebody is told that the devices have unloaded something.
     *
     * @param pipelines decides where requests go
     * @param devices reaches the devices
     * @param settings for how long things are waited for
     * @param onUnloaded is run after each
     */
    public Retirements(
            PipelineSwitch pipelines, DeviceCommander devices, RolloutSettings settings, Runnable onUnloaded) {
        this.pipelines = pipelines;
        this.devices = devices;
        this.settings = settings;
        this.onUnloaded = onUnloaded;
    }

    /**
     * Ends a generation.
     *
     * @param generation its number
     * @param from its devices
     * @param drainLimit for the requests that it has
     * @return completes when none of its requests is under way and its devices were told to unload it
     */
    public CompletableFuture<Void> retire(long generation, Collection<DeviceId> from, Duration drainLimit) {
        CompletionStage<Void> drained = pipelines.drain(generation, drainLimit);
        CompletableFuture<Void> unloaded = new CompletableFuture<>();
        leaving.add(unloaded);
        unloaded.thenRun(() -> leaving.remove(unloaded));
        return drained.thenRun(() -> unload(generation, from).thenRun(() -> unloaded.complete(null)))
                .toCompletableFuture();
    }

    /**
     * Takes back what never served. Who interrupted this thread to stop it is heard: the devices are to be told all the
     * same.
     *
     * @param generation of which its devices hold nothing when this returns, unless they do not answer
     */
    public void takeBack(GenerationRecord generation) {
        Thread.interrupted();
        Set<DeviceId> from =
                generation.status().stages().stream().map(PipelineStage::device).collect(Collectors.toSet());
        retire(generation.number(), from, Duration.ZERO).join();
    }

    /**
     * Unloads what serves nobody, such as what a former process of the gateway left.
     *
     * @param generation its number
     * @param from its devices
     * @return completes when the devices were told
     */
    public CompletableFuture<Void> unload(long generation, Collection<DeviceId> from) {
        return devices.tellAll(from, new DeviceCommand.UnloadGeneration(generation), settings.loadLimit())
                .thenRun(onUnloaded);
    }

    /**
     * What is on its way out now, and still takes memory on devices.
     *
     * @return completes when the devices have unloaded all of it; empty if there is nothing
     */
    Optional<CompletableFuture<Void>> underWay() {
        CompletableFuture<?>[] all = leaving.toArray(CompletableFuture[]::new);
        return all.length == 0 ? Optional.empty() : Optional.of(CompletableFuture.allOf(all));
    }

    /** Waits until it is unloaded, but not for ever. */
    void await(CompletableFuture<Void> underWay) throws InterruptedException {
        try {
            Duration limit = settings.drainLimit().plus(settings.loadLimit());
            underWay.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.debug("Former generations are not unloaded yet", late);
        }
    }
}
