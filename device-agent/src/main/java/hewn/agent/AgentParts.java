package hewn.agent;

import hewn.inference.EngineException;
import hewn.inference.InferenceEngine;
import hewn.wire.ControlPlane;
import hewn.wire.TensorTransport;
import java.util.Objects;

/**
 * What an agent is built from.
 *
 * @param control opens the channel to the gateway
 * @param transport carries tensors; closed with the agent
 * @param engine runs slices
 * @param speed measures the device
 */
public record AgentParts(ControlPlane control, TensorTransport transport, InferenceEngine engine, Speed speed) {
    /** Requires all parts. */
    public AgentParts {
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(speed, "speed");
    }

    /** Measures how fast the device is. */
    @FunctionalInterface
    public interface Speed {
        /**
         * Measures now.
         *
         * @return floating-point operations per second
         * @throws EngineException if the engine does not run here
         */
        double flopsPerSecond() throws EngineException;
    }
}
