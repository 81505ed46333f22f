package hewn.agent.stages;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.agent.slices.SliceStore;
import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.Signature;
import hewn.inference.SliceRunner;
import hewn.tensor.TensorSpec;
import hewn.wire.DeviceCommand.LoadStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings slices from disk into memory. Safe for use by several threads.
 */
public final class StageLoader {
    private final SliceStore slices;
    private final InferenceEngine engine;
    private final MemoryBudget memory;
    private final KeptSlices kept;
    private final Duration runLimit;

    /**
     * A loader.
     *
     * @param slices what is on disk
     * @param engine loads and runs
     * @param memory admits slices
     * @param kept may have what is to be loaded, or memory for it
     * @param runLimit after which the engine gives a call up, if it can
     */
    public StageLoader(
            SliceStore slices, InferenceEngine engine, MemoryBudget memory, KeptSlices kept, Duration runLimit) {
        this.slices = slices;
        this.engine = engine;
        this.memory = memory;
        this.kept = kept;
        this.runLimit = runLimit;
    }

    /** Loads a slice, if it fits into memory and is what the command says. */
    LoadedStage.Parts load(LoadStage command) throws RefusalException {
        Optional<LoadedStage.Parts> still = kept.take(command).map(slice -> slice.as(command));
        LoadedStage.Parts loaded = still.isPresent() ? still.get() : loadAnew(command);
        try {
            requireNames(command, loaded.runner());
            return loaded;
        } catch (RefusalException misfit) {
            loaded.close();
            throw misfit;
        }
    }

    private LoadedStage.Parts loadAnew(LoadStage command) throws RefusalException {
        MemoryBudget.Reservation reserved = reserve(command);
        try {
            return new LoadedStage.Parts(command, runner(command), reserved);
        } catch (RefusalException | RuntimeException | Error failed) {
            reserved.close();
            throw failed;
        }
    }

    private MemoryBudget.Reservation reserve(LoadStage command) throws RefusalException {
        long sliceBytes = slices.sizeBytes(command.slice());
        try {
            return memory.reserve(sliceBytes, command.memoryBytes());
        } catch (RefusalException full) {
            if (!kept.release()) {
                throw full;
            }
            return memory.reserve(sliceBytes, command.memoryBytes());
        }
    }

    private SliceRunner runner(LoadStage command) throws RefusalException {
        EngineOptions options = new EngineOptions(Signature.DEFAULT_NAME, command.strict(), runLimit);
        try {
            return engine.load(slices.open(command.slice()), options);
        } catch (EngineException failed) {
            throw new RefusalException(
                    Refusal.LOAD_FAILED, "can't load " + command.slice() + ": " + failed.getMessage(), failed);
        }
    }

    private static void requireNames(LoadStage command, SliceRunner runner) throws RefusalException {
        List<String> inputs = command.inputs().stream().map(TensorSpec::name).toList();
        List<String> outputs = runner.outputs().stream().map(TensorSpec::name).toList();
        if (!inputs.containsAll(runner.inputs().stream().map(TensorSpec::name).toList())
                || !outputs.containsAll(command.outputs())) {
            throw new RefusalException(
                    Refusal.LOAD_FAILED,
                    command.slice() + " takes " + runner.inputs() + " and gives " + outputs + ", but the command says "
                            + inputs + " and " + command.outputs() + "; deploy the model again");
        }
    }
}
