package hewn.agent.emulation;

import hewn.inference.EngineException;
import hewn.inference.EngineOptions;
import hewn.inference.InferenceEngine;
import hewn.inference.SliceRunner;
import java.nio.file.Path;

/**
 * Runs slices with another engine, and takes as long as a slower device would. Safe for use by several threads.
 *
 * @param engine computes
 * @param host where it computes
 * @param slowdown how much longer the device takes than one core of the host
 */
record EmulatedEngine(InferenceEngine engine, Host host, double slowdown) implements InferenceEngine {
    @Override
    public String description() {
        return engine.description() + ", emulated";
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        return new EmulatedRunner(engine.load(savedModel, options), host, slowdown);
    }
}
