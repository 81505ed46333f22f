package hewn.engine.isolated;

import hewn.engine.isolated.Reply.Failed;
import hewn.engine.isolated.Reply.Loaded;
import hewn.engine.isolated.Reply.Outputs;
import hewn.engine.isolated.Reply.Unloaded;
import hewn.engine.isolated.Request.Load;
import hewn.engine.isolated.Request.Run;
import hewn.engine.isolated.Request.Unload;
import hewn.inference.EngineException;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The models in the process of their own, and the engine that runs them. Safe for use by several threads. */
final class ServedModels {
    private final InferenceEngine engine;
    private final Map<Integer, SliceRunner> models = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    ServedModels(InferenceEngine engine) {
        this.engine = engine;
    }

    /**
     * Does what is asked, whatever comes of it.
     *
     * @param request from the other process
     * @return the answer, or how it failed
     */
    Reply serve(Request request) {
        try {
            if (request instanceof Load load) {
                return load(load);
            }
            return request instanceof Run run ? run(run) : unload((Unload) request);
        } catch (EngineException failed) {
            return new Failed(failed.getMessage());
        } catch (RuntimeException | LinkageError foreign) { // the engine's native library may be missing or broken
            return new Failed("the engine failed: " + foreign);
        }
    }

    private Reply load(Load load) throws EngineException {
        SliceRunner model = engine.load(load.savedModel(), load.options());
        int number = numbers.incrementAndGet();
        models.put(number, model);
        return new Loaded(number, model.inputs(), model.outputs());
    }

    private Reply run(Run run) throws EngineException {
        SliceRunner model = Optional.ofNullable(models.get(run.model()))
                .orElseThrow(() -> new EngineException("there is no model number " + run.model()));
        return new Outputs(model.run(run.inputs()));
    }

    private Reply unload(Unload unload) {
        Optional.ofNullable(models.remove(unload.model())).ifPresent(SliceRunner::close);
        return new Unloaded();
    }
}
