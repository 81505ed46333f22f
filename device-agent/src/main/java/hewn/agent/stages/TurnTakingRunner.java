package hewn.agent.stages;

import hewn.inference.EngineException;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Waits for a turn before each call of a slice, so that others get theirs in between.
 */
final class TurnTakingRunner implements SliceRunner {
    private final SliceRunner slice;
    private final ComputeTurns turns;

    TurnTakingRunner(SliceRunner slice, ComputeTurns turns) {
        this.slice = slice;
        this.turns = turns;
    }

    @Override
    public List<TensorSpec> inputs() {
        return slice.inputs();
    }

    @Override
    public List<TensorSpec> outputs() {
        return slice.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
        return inTurn(() -> slice.run(inputs));
    }

    @Override
    public Map<String, Duration> profile(Map<String, Tensor> inputs) throws EngineException {
        return inTurn(() -> slice.profile(inputs));
    }

    /** What is done in a turn. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws EngineException;
    }

    private <T> T inTurn(Call<T> call) throws EngineException {
        ComputeTurns.Turn turn = take();
        try {
            return call.run();
        } finally {
            turn.close();
        }
    }

    private ComputeTurns.Turn take() throws EngineException {
        try {
            return turns.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EngineException("the agent stops", stopped);
        }
    }

    @Override
    public void close() {
        slice.close();
    }
}
