package hewn.engine.isolated;

import hewn.engine.isolated.Reply.Loaded;
import hewn.engine.isolated.Reply.Outputs;
import hewn.engine.isolated.Request.Run;
import hewn.engine.isolated.Request.Unload;
import hewn.inference.EngineException;
import hewn.inference.SliceRunner;
import hewn.tensor.Tensor;
import hewn.tensor.TensorSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model in the engine's process. */
final class IsolatedRunner implements SliceRunner {
    /** What the engine gets on top to end a call by itself, which spares the other models. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Path savedModel;
    private final EngineChild child;
    private final Loaded loaded;
    private final Duration runLimit;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Represents a model.
     *
     * @param savedModel its folder
     * @param child the process that has loaded it
     * @param loaded what the process said of it
     * @param runLimit of a call
     * @param onClose runs once, when the model is forgotten
     */
    IsolatedRunner(Path savedModel, EngineChild child, Loaded loaded, Duration runLimit, Runnable onClose) {
        this.savedModel = savedModel;
        this.child = child;
        this.loaded = loaded;
        this.runLimit = runLimit;
        this.onClose = onClose;
    }

    @Override
    public List<TensorSpec> inputs() {
        return loaded.inputs();
    }

    @Override
    public List<TensorSpec> outputs() {
        return loaded.outputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws EngineException {
        if (closed.get()) {
            throw new EngineException(savedModel + " is closed");
        }
        Reply reply = child.ask(new Run(loaded.model(), inputs), "calling " + savedModel, runLimit.plus(GRACE));
        if (reply instanceof Outputs outputs) {
            return outputs.outputs();
        }
        throw new EngineException("calling " + savedModel + " was answered by " + reply);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unload();
            onClose.run();
        }
    }

    private void unload() {
        if (child.isAlive()) {
            try {
                child.ask(new Unload(loaded.model()), "closing " + savedModel, runLimit.plus(GRACE));
            } catch (EngineException ended) {
                // the process ended, and the model with it
            }
        }
    }
}
