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
 * @param flopsPerSecond the speed of the device
 */
record EmulatedEngine(InferenceEngine engine, Host host, double flopsPerSecond) implements InferenceEngine {
    /**
     * Validates the speed.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    EmulatedEngine {
        if (!(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("a device's speed must be positive, but is " + flopsPerSecond);
        }
    }

    @Override
    public String description() {
        return engine.description() + ", emulated";
    }

    @Override
    public SliceRunner load(Path savedModel, EngineOptions options) throws EngineException {
        return new EmulatedRunner(engine.load(savedModel, options), host, flopsPerSecond);
    }
}
