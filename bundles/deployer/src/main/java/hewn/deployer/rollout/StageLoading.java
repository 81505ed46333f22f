package hewn.deployer.rollout;

import hewn.deployer.device.DeviceCommander;
import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.generation.RolloutException;
import hewn.inference.Slice;
import hewn.pipeline.GenerationState;
import hewn.pipeline.Pipeline;
import hewn.pipeline.PipelineStage;
import hewn.pipeline.PipelineSwitch;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Has devices load the stages of a pipeline, and warm them.
 *
 * @param devices reaches them
 * @param pipelines tells where the last stage sends its answers
 * @param retirements tells what still takes memory
 * @param settings for how long they are waited for
 */
public record StageLoading(
        DeviceCommander devices, PipelineSwitch pipelines, Retirements retirements, RolloutSettings settings) {
    /** A device's word for having no room beside what is loaded. */
    public static final String MEMORY_EXCEEDED = "MEMORY_EXCEEDED";

    /** Returns when all stages are loaded; where memory lacks for them, what is on its way out is waited for. */
    void load(GenerationRecord generation, Pipeline pipeline, List<Long> memoryBytes, boolean strict)
            throws RolloutException, InterruptedException {
        generation.enter(GenerationState.LOADING, "the devices load their slices");
        if (Thread.interrupted()) { // now, for once something is loaded it can't be left as if it had not been begun
            throw new InterruptedException("something else is to be done first");
        }
        Optional<CompletableFuture<Void>> leaving = retirements.underWay();
        try {
            tryToLoad(pipeline, memoryBytes, strict);
        } catch (RolloutException failure) {
            if (!failure.code().equals(MEMORY_EXCEEDED) || leaving.isEmpty()) {
                throw failure;
            }
            generation.progress("waiting for the memory of generations that are on their way out");
            retirements.await(leaving.get());
            tryToLoad(pipeline, memoryBytes, strict);
        }
    }

    private void tryToLoad(Pipeline pipeline, List<Long> memoryBytes, boolean strict)
            throws RolloutException, InterruptedException {
        devices.askAll(
                pipeline.stages(),
                (i, s) -> loadCommand(pipeline, i, memoryBytes.get(i), strict),
                settings.loadLimit());
    }

    private DeviceCommand loadCommand(Pipeline pipeline, int index, long memoryBytes, boolean strict) {
        List<PipelineStage> stages = pipeline.stages();
        Slice slice = stages.get(index).slice();
        String sink = pipelines.sinkAddress();
        String next = index + 1 < stages.size() ? stages.get(index + 1).dataAddress() : sink;
        return new DeviceCommand.LoadStage(
                pipeline.generation(),
                index,
                slice.digest(),
                slice.inputs(),
                slice.outputs().stream().map(TensorSpec::name).toList(),
                slice.bypass(),
                next,
                sink,
                strict,
                memoryBytes);
    }

    /** Returns when every device has run its stage on sample inputs; it fails if one holds it no more. */
    void warm(Pipeline pipeline) throws RolloutException, InterruptedException {
        devices.askAll(
                pipeline.stages(),
                (i, s) -> new DeviceCommand.WarmStage(pipeline.generation(), i),
                settings.warmLimit());
    }
}
