package hewn.deployer.profile;

import hewn.deployer.device.DeviceCommander;
import hewn.fleet.Device;
import hewn.fleet.FleetMonitor;
import hewn.fleet.FleetSnapshot;
import hewn.graph.LayerRange;
import hewn.inference.ModelException;
import hewn.inference.ModelRepository;
import hewn.inference.OperationProfile;
import hewn.inference.StoredModel;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.wire.CommandReply;
import hewn.wire.DeviceCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has devices measure the layers that they run, once for each type of device, a moment after they serve. What fails is
 * measured with a later generation. Safe for use by several threads.
 */
public final class StageProfiler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageProfiler.class);
    private static final int RUNS = 3;
    private static final double MICROS = 1e6;

    private final ModelRepository repository;
    private final FleetMonitor fleet;
    private final DeviceCommander devices;
    private final ProfileShelf shelf;
    private final Duration limit;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "deployments-profile");
        worker.setDaemon(true);
        return worker;
    });

    /**
     * Nothing is measured yet.
     *
     * @param repository has the models
     * @param fleet knows the devices
     * @param devices reaches the devices
     * @param shelf keeps what is measured
     * @param limit for the reply of one device
     */
    public StageProfiler(
            ModelRepository repository,
            FleetMonitor fleet,
            DeviceCommander devices,
            ProfileShelf shelf,
            Duration limit) {
        this.repository = repository;
        this.fleet = fleet;
        this.devices = devices;
        this.shelf = shelf;
        this.limit = limit;
    }

    /**
     * Measures what is not known of a pipeline that serves, beside other work.
     *
     * @param pipeline what serves
     */
    public void measure(Pipeline pipeline) {
        try {
            thread.execute(() -> measureUnknown(pipeline));
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not measured any more");
        }
    }

    private void measureUnknown(Pipeline pipeline) {
        try {
            FleetSnapshot online = fleet.snapshot();
            for (int i = 0; i < pipeline.stages().size(); i++) {
                PipelineStage stage = pipeline.stages().get(i);
                Optional<Device> device = online.device(stage.device());
                if (device.isPresent()) {
                    measure(pipeline, i, device.get());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | ModelException | RuntimeException failed) { // the next must not suffer
            LOG.debug("The layers of {} were not measured", pipeline.model(), failed);
        }
    }

    private void measure(Pipeline pipeline, int index, Device device)
            throws InterruptedException, ExecutionException, ModelException {
        LayerRange range = pipeline.stages().get(index).slice().layers();
        String signature = pipeline.signature().name();
        ProfileKey key = new ProfileKey(pipeline.model(), signature, device.type());
        if (shelf.knows(key, range)) {
            return;
        }
        Optional<StoredModel> model = repository.find(pipeline.model());
        if (model.isEmpty()) {
            return;
        }
        CommandReply reply = devices.ask(
                        device.id(), new DeviceCommand.ProfileStage(pipeline.generation(), index, RUNS), limit)
                .get();
        if (reply instanceof CommandReply.Profiled profiled) {
            int layers = model.get().source().layers(signature).size();
            List<Double> seconds = profile(profiled).layers(model.get().source().operations(signature), layers);
            if (seconds.stream().anyMatch(took -> took > 0)) {
                shelf.put(key, layers, range, seconds.subList(range.from(), range.to()), device.flopsPerSecond());
                LOG.info("Measured layers {} of {} on '{}'", range, pipeline.model(), device.id());
            }
        }
    }

    private static OperationProfile profile(CommandReply.Profiled profiled) {
        Map<String, Double> seconds = new HashMap<>();
        profiled.operationMicros().forEach((name, micros) -> seconds.put(name, micros / MICROS));
        return new OperationProfile(profiled.callMicros() / MICROS, seconds);
    }

    /** Ends it; what was measured is kept. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
